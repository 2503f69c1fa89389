package dev.signalbox.controlplane.server;

import dev.signalbox.controlplane.Snapshots;
import dev.signalbox.translator.ProxyView;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.Snapshot;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** One snapshot for everybody. */
final class FakeSnapshots implements Snapshots {
  private final Set<Consumer<Snapshot>> listeners = ConcurrentHashMap.newKeySet();
  private volatile Snapshot current = Snapshot.empty();

  @Override
  public Subscription subscribe(ProxyView view, Consumer<Snapshot> listener) {
    listeners.add(listener);
    listener.accept(current);
    return () -> listeners.remove(listener);
  }

  void set(Resource... resources) {
    current = Snapshot.of(List.of(resources));
    listeners.forEach(listener -> listener.accept(current));
  }

  int subscribers() {
    return listeners.size();
  }
}
