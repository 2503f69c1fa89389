package dev.signalbox.controlplane.source;

import com.google.common.collect.ImmutableList;
import java.util.function.Consumer;

/** A place that manifests come from, and that tells when they change. */
public interface ConfigSource extends AutoCloseable {

  /**
   * Hands over all files as the first batch, even when there are none, and then each change. Calls
   * come one at a time; what belongs together is in one batch.
   */
  void start(Consumer<ImmutableList<FileChange>> listener);

  @Override
  void close();
}
