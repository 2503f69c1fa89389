package dev.signalbox.controlplane;

import dev.signalbox.translator.ProxyView;
import dev.signalbox.translator.Snapshot;
import java.util.function.Consumer;

/** Where streams get their snapshots. */
public interface Snapshots {

  /**
   * Hands the view's snapshot to the listener, now and after each change that concerns it, until
   * closed. Calls come from the loop's thread, one at a time: the listener must not block.
   */
  Subscription subscribe(ProxyView view, Consumer<Snapshot> listener);

  /** A subscription that ends when closed. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
