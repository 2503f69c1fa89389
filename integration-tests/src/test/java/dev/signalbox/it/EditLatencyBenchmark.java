package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.it.harness.ControlPlaneProcess;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.Nodes;
import dev.signalbox.it.harness.RawAds;
import dev.signalbox.it.harness.Workspace;
import dev.signalbox.translator.ResourceType;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * How long an edit takes from the rename of its file to the response at a proxy, the last good
 * state on disk included, beside a round trip of gRPC on the same machine. Not run with the tests,
 * see CONTRIBUTING.md. {@code -Dfiles=10000} adds as many services.
 */
final class EditLatencyBenchmark {
  private static final int FILES = Integer.getInteger("files", 0);
  private static final int WARM_UP = 100;
  private static final int EDITS = 300;
  private static final int IDLE_MILLIS = 30;
  private static final double NANOS_PER_MILLI = 1e6;

  @Test
  void renameToResponse() throws Exception {
    try (Workspace workspace = Workspace.withReviews()) {
      for (int i = 0; i < FILES; i++) {
        workspace.write("more-%d.yaml".formatted(i), service(i));
      }
      workspace.write("reviews.yaml", Manifests.allTo("reviews", "v1"));
      ControlPlaneProcess process =
          ControlPlaneProcess.serve(workspace, ControlPlaneProcess.freePort());
      long[] edits = edits(workspace, process.xdsPort());
      long[] roundTrips = roundTrips(process.xdsPort());
      System.out.println(report("rename to response", edits));
      System.out.println(report("gRPC round trip", roundTrips));
      System.out.printf(
          Locale.ROOT,
          "ratio of the medians: %.1f%n",
          (double) percentile(edits, 50) / percentile(roundTrips, 50));
      assertThat(edits).hasSize(EDITS);
    }
  }

  private static long[] edits(Workspace workspace, int port) throws Exception {
    try (var ads = RawAds.sotw(port)) {
      ads.send(routes().setNode(Nodes.sidecar("productpage-v1", "127.0.0.1")).build());
      acknowledge(ads);
      long[] nanos = new long[EDITS];
      for (int i = -WARM_UP; i < EDITS; i++) {
        Thread.sleep(IDLE_MILLIS);
        long before = System.nanoTime();
        workspace.write("reviews.yaml", Manifests.allTo("reviews", i % 2 == 0 ? "v2" : "v3"));
        acknowledge(ads);
        if (i >= 0) {
          nanos[i] = System.nanoTime() - before;
        }
      }
      return nanos;
    }
  }

  private static void acknowledge(RawAds<DiscoveryRequest, DiscoveryResponse> ads)
      throws Exception {
    DiscoveryResponse response = ads.next();
    ads.send(
        routes()
            .setVersionInfo(response.getVersionInfo())
            .setResponseNonce(response.getNonce())
            .build());
  }

  private static long[] roundTrips(int port) {
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    try {
      HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(channel);
      return LongStream.range(-WARM_UP, EDITS)
          .map(
              i -> {
                long before = System.nanoTime();
                HealthCheckRequest request = HealthCheckRequest.getDefaultInstance();
                return health.check(request).isInitialized() ? System.nanoTime() - before : 0;
              })
          .skip(WARM_UP)
          .toArray();
    } finally {
      channel.shutdownNow();
    }
  }

  private static String report(String what, long[] nanos) {
    return String.format(
        Locale.ROOT,
        "%s: median %.2f ms, p99 %.2f ms, longest %.2f ms",
        what,
        percentile(nanos, 50) / NANOS_PER_MILLI,
        percentile(nanos, 99) / NANOS_PER_MILLI,
        percentile(nanos, 100) / NANOS_PER_MILLI);
  }

  private static long percentile(long[] nanos, int percent) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
  }

  private static DiscoveryRequest.Builder routes() {
    return DiscoveryRequest.newBuilder()
        .setTypeUrl(ResourceType.ROUTES.typeUrl())
        .addResourceNames("9080");
  }

  private static String service(int i) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: more-%d}
    spec: {ports: [{name: http, port: 8080}]}
    """
        .formatted(i);
  }
}
