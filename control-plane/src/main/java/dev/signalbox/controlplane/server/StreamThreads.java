package dev.signalbox.controlplane.server;

import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that streams run on. */
final class StreamThreads implements AutoCloseable {
  private static final int WORKERS = Math.max(2, Runtime.getRuntime().availableProcessors());
  private static final int IDLE_SECONDS = 5;

  private final ThreadPoolExecutor workers =
      new ThreadPoolExecutor(
          WORKERS,
          WORKERS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          named("xds-%d"));
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(named("xds-timer"));

  StreamThreads() {
    workers.allowCoreThreadTimeOut(true);
  }

  /** For one stream: one task at a time, in order. */
  Executor sequential() {
    return MoreExecutors.newSequentialExecutor(workers);
  }

  /** The task must not take long. */
  Future<?> after(Duration delay, Runnable task) {
    return timer.schedule(task, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
  }

  /** Workers end when idle: gRPC may still tell of streams that ended. */
  @Override
  public void close() {
    timer.shutdownNow();
  }

  private static ThreadFactory named(String format) {
    return new ThreadFactoryBuilder().setNameFormat(format).setDaemon(true).build();
  }
}
