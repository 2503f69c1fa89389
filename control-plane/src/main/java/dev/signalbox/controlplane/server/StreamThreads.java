package dev.signalbox.controlplane.server;

import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The threads that streams run on. */
final class StreamThreads implements AutoCloseable {
  private static final int MIN_WORKERS = 2;

  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          Math.max(MIN_WORKERS, Runtime.getRuntime().availableProcessors()), named("xds-%d"));
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(named("xds-timer"));

  /** For one stream: one task at a time, in order. */
  Executor sequential() {
    return MoreExecutors.newSequentialExecutor(workers);
  }

  /** The task must not take long. */
  Future<?> after(Duration delay, Runnable task) {
    return timer.schedule(task, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    workers.shutdown();
  }

  private static ThreadFactory named(String format) {
    return new ThreadFactoryBuilder().setNameFormat(format).setDaemon(true).build();
  }
}
