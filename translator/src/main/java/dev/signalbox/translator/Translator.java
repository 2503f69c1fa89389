package dev.signalbox.translator;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.model.Mesh;

/** Manifests to meshes to snapshots. Pure but for its memos; one thread at a time. */
public final class Translator {

  public Mesh mesh(ManifestSet manifests) {
    return new Mesh(ImmutableList.of());
  }

  public Translation translate(Mesh mesh, ProxyView view) {
    return new Translation(Snapshot.empty(), ImmutableList.of());
  }
}
