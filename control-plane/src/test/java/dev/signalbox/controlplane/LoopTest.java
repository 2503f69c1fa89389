package dev.signalbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.signalbox.controlplane.source.FileChange;
import dev.signalbox.translator.ManifestSet;
import dev.signalbox.translator.ProxyView;
import dev.signalbox.translator.ProxyView.Interception;
import dev.signalbox.translator.ProxyView.Role;
import dev.signalbox.translator.ResourceType;
import dev.signalbox.translator.Snapshot;
import dev.signalbox.translator.model.Locality;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopTest {
  private static final ProxyView SIDECAR =
      new ProxyView(
          Role.SIDECAR,
          "default",
          ImmutableSortedMap.of(),
          Interception.NONE,
          "127.0.0.1",
          OptionalInt.empty(),
          0,
          ProxyView.IpFamilies.V4,
          Locality.NONE);

  private static final String SERVICES =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: reviews}
      spec:
        ports: [{name: http, port: 9080}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: ratings}
      spec:
        ports: [{name: http, port: 9080}]
      """;

  private final Loop loop =
      new Loop(
          new MassDeletionGuard(Duration.ZERO, ImmutableList.of()),
          ManifestSet.empty(),
          Optional.empty(),
          linked -> {});
  private final List<Snapshot> snapshots = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void isReadyAfterAnEmptyFolder() {
    assertThat(loop.ready()).isFalse();
    loop.accept(ImmutableList.of());
    await().until(loop::ready);
    assertThat(loop.findings()).isEmpty();
  }

  @Test
  void aViewGetsItsSnapshotOnceThereIsOne() {
    loop.subscribe(SIDECAR, snapshots::add);
    apply("services.yaml", SERVICES);
    await().untilAsserted(() -> assertThat(snapshots).hasSize(1));
    assertThat(clusters(snapshots.getFirst())).anyMatch(name -> name.contains("reviews"));
  }

  @Test
  void laterSnapshotsComeOnlyWhenTheyDiffer() {
    apply("services.yaml", SERVICES);
    loop.subscribe(SIDECAR, snapshots::add);
    await().untilAsserted(() -> assertThat(snapshots).hasSize(1));
    apply("services.yaml", SERVICES + "# a comment\n");
    apply("route.yaml", route("ratings"));
    await().untilAsserted(() -> assertThat(snapshots).hasSize(2));
    assertThat(snapshots.get(1).version(ResourceType.CLUSTER))
        .isEqualTo(snapshots.get(0).version(ResourceType.CLUSTER));
  }

  @Test
  void aBrokenEditKeepsTheRouteAndSaysWhere() {
    apply("services.yaml", SERVICES);
    apply("route.yaml", route("ratings"));
    loop.subscribe(SIDECAR, snapshots::add);
    await().untilAsserted(() -> assertThat(snapshots).hasSize(1));
    apply("route.yaml", route("ratings") + "  broken: [\n");
    await().untilAsserted(() -> assertThat(loop.findings()).isNotEmpty());
    assertThat(Findings.line(loop.findings().getFirst()))
        .matches("route\\.yaml:\\d+:\\d+: error SB1001 .*");
    apply("route.yaml", route("ratings"));
    await().untilAsserted(() -> assertThat(loop.findings()).isEmpty());
    assertThat(snapshots).hasSize(1);
  }

  @Test
  void aClosedSubscriptionHearsNothing() {
    apply("services.yaml", SERVICES);
    loop.subscribe(SIDECAR, snapshots::add).close();
    apply("route.yaml", route("ratings"));
    loop.subscribe(SIDECAR, snapshots::add);
    await().untilAsserted(() -> assertThat(snapshots).hasSize(2));
  }

  @Test
  void eachChangeIsALineInTheLog() {
    try (CapturedLog log = CapturedLog.of(Loop.class)) {
      apply("services.yaml", SERVICES);
      loop.subscribe(SIDECAR, snapshots::add);
      await().untilAsserted(() -> assertThat(snapshots).hasSize(1));
      apply("route.yaml", route("ratings"));
      await().untilAsserted(() -> assertThat(log.lines()).hasSize(2));
      apply("services.yaml", SERVICES + "# a comment\n");
      await().untilAsserted(() -> assertThat(log.lines()).hasSize(3));
      assertThat(log.lines().get(0))
          .matches("INFO services\\.yaml: no change for any proxy \\(\\d+ ms\\)");
      assertThat(log.lines().get(1))
          .matches("INFO route\\.yaml: \\d+ resources? changed for 1 proxy \\(\\d+ ms\\)");
      assertThat(log.lines().get(2))
          .matches("INFO services\\.yaml: no change for any proxy \\(\\d+ ms\\)");
    }
  }

  @Test
  void aLargeFileDelaysNobody() {
    String large =
        IntStream.range(0, 20_000)
            .mapToObj(i -> SERVICES.replace("name: reviews", "name: s" + i))
            .collect(Collectors.joining("---\n"));
    apply("services.yaml", SERVICES);
    loop.subscribe(SIDECAR, snapshots::add);
    await().untilAsserted(() -> assertThat(snapshots).hasSize(1));
    apply("large.yaml", large);
    apply("route.yaml", route("ratings"));
    await().untilAsserted(() -> assertThat(snapshots).hasSize(2));
    assertThat(snapshots.get(1).version(ResourceType.CLUSTER))
        .as("the large file is not in force yet")
        .isEqualTo(snapshots.get(0).version(ResourceType.CLUSTER));
  }

  @Test
  void oneBadFileAmongAThousandHarmsNobody() {
    ImmutableList<FileChange> files =
        IntStream.range(0, 1000)
            .<FileChange>mapToObj(i -> new FileChange.Text("f" + i + ".yaml", file(i)))
            .collect(ImmutableList.toImmutableList());
    loop.subscribe(SIDECAR, snapshots::add);
    loop.accept(files);
    await().untilAsserted(() -> assertThat(snapshots).hasSize(1));
    assertThat(snapshots.getFirst().of(ResourceType.CLUSTER).keySet())
        .filteredOn(name -> name.startsWith("outbound|9080||s"))
        .hasSize(999);
    await().until(() -> !loop.findings().isEmpty());
    assertThat(loop.findings())
        .filteredOn(finding -> finding.diagnostic().isError())
        .extracting(Findings::line)
        .singleElement()
        .asString()
        .matches("f500\\.yaml:\\d+:\\d+: error SB1001 .*");
  }

  private static String file(int i) {
    return i == 500
        ? "kind: [\n"
        : """
        apiVersion: v1
        kind: Service
        metadata: {name: s%d}
        spec: {ports: [{name: http, port: 9080}]}
        """
            .formatted(i);
  }

  @Test
  void aListenerThatThrowsHarmsNobody() {
    apply("services.yaml", SERVICES);
    loop.subscribe(
        SIDECAR,
        snapshot -> {
          throw new IllegalStateException("on purpose");
        });
    loop.subscribe(SIDECAR, snapshots::add);
    await().untilAsserted(() -> assertThat(snapshots).hasSize(1));
  }

  private void apply(String file, String text) {
    loop.accept(ImmutableList.of(new FileChange.Text(file, text)));
  }

  private static Iterable<String> clusters(Snapshot snapshot) {
    return snapshot.of(ResourceType.CLUSTER).keySet();
  }

  private static String route(String host) {
    return """
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: reviews}
    spec:
      hosts: [reviews]
      http:
      - route: [{destination: {host: %s}}]
    """
        .formatted(host);
  }
}
