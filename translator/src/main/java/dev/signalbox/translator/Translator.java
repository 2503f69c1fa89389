package dev.signalbox.translator;

import dev.signalbox.translator.envoy.ViewResources;
import dev.signalbox.translator.model.Mesh;

/**
 * Manifests to meshes to snapshots. What it gives depends on its arguments alone; what it gave
 * before only saves work. For one thread at a time.
 */
public final class Translator {
  private final Memo memo = new Memo();

  public Mesh mesh(ManifestSet manifests) {
    memo.nextGeneration();
    return MeshBuilder.build(manifests, memo);
  }

  public Translation translate(Mesh mesh, ProxyView view) {
    ViewResources translated = ViewResources.of(mesh, view, memo);
    return new Translation(Snapshot.of(translated.resources()), translated.diagnostics());
  }

  /** How many resources and parts of them were made anew, ever: what changes cost. */
  public long made() {
    return memo.made();
  }
}
