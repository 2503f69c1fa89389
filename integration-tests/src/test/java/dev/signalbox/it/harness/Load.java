package dev.signalbox.it.harness;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Deque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Constant load. Requests start by a fixed schedule whether or not earlier ones have been answered,
 * so that a stall shows as failures and not as fewer requests.
 */
public final class Load implements AutoCloseable {
  private static final int EXAMPLES = 10;
  private static final int OK = 200;

  private final InetSocketAddress target;
  private final Request request;
  private final long periodNanos;
  private final Deque<HttpConnection> idle = new ConcurrentLinkedDeque<>();
  private final Map<String, AtomicLong> versions = new ConcurrentHashMap<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicLong sent = new AtomicLong();
  private final Phaser inFlight = new Phaser(1);
  private final Thread scheduler;
  private volatile boolean running = true;

  private Load(InetSocketAddress target, Request request, int perSecond) {
    this.target = target;
    this.request = request;
    this.periodNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.scheduler = Thread.ofPlatform().name("load").daemon().unstarted(this::schedule);
  }

  public static Load start(InetSocketAddress target, Request request, int perSecond) {
    Load load = new Load(target, request, perSecond);
    load.scheduler.start();
    return load;
  }

  /**
   * What the load met.
   *
   * @param versions how many requests each backend version answered
   * @param examples a few failures, with the time into the run
   */
  public record Result(
      long sent,
      long failed,
      ImmutableMap<String, Long> versions,
      ImmutableList<String> examples) {}

  public long failed() {
    return failures.size();
  }

  /** Stops sending and waits for the requests in flight. */
  public Result stop() {
    close();
    ImmutableMap.Builder<String, Long> byVersion = ImmutableMap.builder();
    versions.forEach((version, count) -> byVersion.put(version, count.get()));
    return new Result(
        sent.get(),
        failures.size(),
        byVersion.buildOrThrow(),
        failures.stream().limit(EXAMPLES).collect(ImmutableList.toImmutableList()));
  }

  @Override
  public void close() {
    if (!running) {
      return;
    }
    running = false;
    try {
      scheduler.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    inFlight.arriveAndAwaitAdvance();
    idle.forEach(Load::closeQuietly);
  }

  private void schedule() {
    long start = System.nanoTime();
    for (long number = 0; running; number++) {
      long at = start + number * periodNanos;
      for (long wait = at - System.nanoTime(); wait > 0; wait = at - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      inFlight.register();
      sent.incrementAndGet();
      Thread.startVirtualThread(() -> call(at - start));
    }
  }

  private void call(long offsetNanos) {
    try {
      Response response = exchange();
      versions.computeIfAbsent(response.version(), version -> new AtomicLong()).incrementAndGet();
      if (response.status() != OK) {
        fail(offsetNanos, response.status() + " " + response.body().strip());
      }
    } catch (IOException | RuntimeException e) {
      fail(offsetNanos, e.toString());
    } finally {
      inFlight.arriveAndDeregister();
    }
  }

  private void fail(long offsetNanos, String reason) {
    failures.add("%d ms: %s".formatted(TimeUnit.NANOSECONDS.toMillis(offsetNanos), reason));
  }

  private Response exchange() throws IOException {
    HttpConnection pooled = idle.pollFirst();
    HttpConnection connection = pooled == null ? HttpConnection.open(target) : pooled;
    boolean keep = false;
    try {
      Response response = connection.send(request);
      keep = connection.reusable();
      return response;
    } finally {
      if (keep) {
        idle.addFirst(connection);
      } else {
        connection.close();
      }
    }
  }

  private static void closeQuietly(HttpConnection connection) {
    try {
      connection.close();
    } catch (IOException e) {
      // It is closed either way.
    }
  }
}
