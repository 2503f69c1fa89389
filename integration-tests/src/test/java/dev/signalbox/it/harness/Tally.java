package dev.signalbox.it.harness;

import com.google.common.collect.ConcurrentHashMultiset;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends many equal requests as fast as they are answered and counts the versions that answer. */
public final class Tally {
  private static final int CONNECTIONS = 8;

  private Tally() {}

  public static ImmutableMap<String, Long> of(
      InetSocketAddress target, Request request, int requests)
      throws InterruptedException, ExecutionException {
    ConcurrentHashMultiset<String> versions = ConcurrentHashMultiset.create();
    Callable<Void> client =
        () -> {
          send(target, request, requests / CONNECTIONS, versions);
          return null;
        };
    try (ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Future<Void>> running = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        running.add(clients.submit(client));
      }
      for (Future<Void> future : running) {
        future.get();
      }
    }
    ImmutableMap.Builder<String, Long> counts = ImmutableMap.builder();
    versions.forEachEntry((version, count) -> counts.put(version, (long) count));
    return counts.buildOrThrow();
  }

  private static void send(
      InetSocketAddress target,
      Request request,
      int requests,
      ConcurrentHashMultiset<String> versions)
      throws IOException {
    try (HttpConnection connection = HttpConnection.open(target)) {
      for (int i = 0; i < requests; i++) {
        versions.add(connection.send(request).version());
      }
    }
  }
}
