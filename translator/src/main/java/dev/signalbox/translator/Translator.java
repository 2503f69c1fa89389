package dev.signalbox.translator;

import dev.signalbox.translator.envoy.ViewResources;
import dev.signalbox.translator.model.Mesh;
import java.util.HashMap;
import java.util.Map;

/**
 * Manifests to meshes to snapshots. What it gives depends on its arguments alone; what it gave
 * before only saves work. For one thread at a time.
 */
public final class Translator {
  private final Memo memo = new Memo();

  /** Each view's last snapshot, for the types in which nothing changes. */
  private final Map<ProxyView, Snapshot> latest = new HashMap<>();

  public Mesh mesh(ManifestSet manifests) {
    memo.nextGeneration();
    return MeshBuilder.build(manifests, memo);
  }

  public Translation translate(Mesh mesh, ProxyView view) {
    ViewResources translated = ViewResources.of(mesh, view, memo);
    Snapshot snapshot = latest.getOrDefault(view, Snapshot.empty()).next(translated.resources());
    latest.put(view, snapshot);
    return new Translation(snapshot, translated.diagnostics());
  }

  /** Drops what is kept for a view that nobody has any more. */
  public void forget(ProxyView view) {
    latest.remove(view);
  }

  /** How many resources and parts of them were made anew, ever: what changes cost. */
  public long made() {
    return memo.made();
  }
}
