package dev.signalbox.controlplane.ads;

import static dev.signalbox.controlplane.ads.Fixtures.cluster;
import static dev.signalbox.controlplane.ads.Fixtures.endpoints;
import static dev.signalbox.controlplane.ads.Fixtures.listener;
import static dev.signalbox.controlplane.ads.Fixtures.route;
import static dev.signalbox.translator.ResourceType.CLUSTER;
import static dev.signalbox.translator.ResourceType.ENDPOINTS;
import static dev.signalbox.translator.ResourceType.LISTENER;
import static dev.signalbox.translator.ResourceType.ROUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.translator.Resource;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes out when, so that no request is lost. */
class OrderTest {
  private static final Duration DRAIN = Duration.ofMillis(500);
  private static final Resource A = cluster("a");
  private static final Resource B = cluster("b");
  private static final Resource EA = endpoints("a");
  private static final Resource EB = endpoints("b");
  private static final Resource L = listener("l", "r");
  private static final Resource TO_A = route("r", "a");
  private static final Resource TO_B = route("r", "b");

  @ParameterizedTest
  @EnumSource
  void anEnvoyStarts(Protocol protocol) {
    new Client(protocol)
        .isGiven(A, EA, L, TO_A)
        .asks(CLUSTER)
        .gets(CLUSTER, "a")
        .asks(ENDPOINTS, "a")
        .takes(ENDPOINTS, "a")
        .asks(LISTENER)
        .getsNothing()
        .acks(CLUSTER)
        .takes(LISTENER, "l")
        .asks(ROUTES, "r")
        .takes(ROUTES, "r")
        .after(Duration.ofMinutes(1))
        .getsNothing();
  }

  @ParameterizedTest
  @EnumSource
  void asksBeforeThereIsASnapshot(Protocol protocol) {
    new Client(protocol)
        .asks(CLUSTER)
        .asks(LISTENER)
        .getsNothing()
        .isGiven(A, EA, L, TO_A)
        .takes(CLUSTER, "a")
        .takes(LISTENER, "l");
  }

  @Test
  void swapsAClusterWithoutAGapInSotw() {
    running(Protocol.SOTW)
        .isGiven(B, EB, L, TO_B)
        .gets(CLUSTER, "a", "b")
        .alsoAsks(ENDPOINTS, "b")
        .takes(ENDPOINTS, "b")
        .getsNothing()
        .acks(CLUSTER)
        .gets(ROUTES, "r")
        .after(Duration.ofSeconds(5))
        .getsNothing()
        .acks(ROUTES)
        .after(DRAIN.minusMillis(1))
        .getsNothing()
        .after(Duration.ofMillis(1))
        .takes(CLUSTER, "b")
        .after(Duration.ofMinutes(1))
        .getsNothing();
  }

  /**
   * Each target adds a cluster and comes before the clusters of the one before are acknowledged.
   */
  @ParameterizedTest
  @EnumSource
  void steadyChangesOfClustersDoNotStarveRoutes(Protocol protocol) {
    Client client = running(protocol).isGiven(A, EA, B, EB, L, TO_B);
    client.gets(CLUSTER, protocol == Protocol.SOTW ? new String[] {"a", "b"} : new String[] {"b"});
    client.alsoAsks(ENDPOINTS, "b").takes(ENDPOINTS, "b");
    client.isGiven(A, EA, B, EB, cluster("c"), endpoints("c"), L, route("r", "c")).getsNothing();
    client.acks(CLUSTER).gets(ROUTES, "r");
  }

  @Test
  void swapsAClusterWithoutAGapInDelta() {
    running(Protocol.DELTA)
        .isGiven(B, EB, L, TO_B)
        .gets(CLUSTER, "b")
        .alsoAsks(ENDPOINTS, "b")
        .takes(ENDPOINTS, "b")
        .getsNothing()
        .acks(CLUSTER)
        .takes(ROUTES, "r")
        .after(DRAIN)
        .getsRemoved(CLUSTER, "a")
        .getsRemoved(ENDPOINTS, "a")
        .acks(CLUSTER)
        .acks(ENDPOINTS)
        .after(Duration.ofMinutes(1))
        .getsNothing();
  }

  @Test
  void aChangeDoesNotWaitForADrain() {
    Client client = running(Protocol.DELTA);
    swap(client);
    client
        .after(DRAIN.dividedBy(2))
        .isGiven(B, EB, cluster("c"), endpoints("c"), L, route("r", "c"))
        .takes(CLUSTER, "c")
        .takes(ROUTES, "r")
        // The clock of the first cluster went on meanwhile.
        .after(DRAIN.dividedBy(2))
        .getsRemoved(CLUSTER, "a");
  }

  @Test
  void aClusterThatComesBackStays() {
    Client client = running(Protocol.DELTA);
    swap(client);
    client
        .after(DRAIN.dividedBy(2))
        .isGiven(A, EA, L, TO_A)
        .takes(ROUTES, "r")
        .after(DRAIN)
        .getsRemoved(CLUSTER, "b")
        .acks(CLUSTER)
        .after(Duration.ofMinutes(1))
        .getsNothing();
  }

  @ParameterizedTest
  @EnumSource
  void aRetainedClusterKeepsItsEndpoints(Protocol protocol) {
    running(protocol)
        .isGiven(B, EB, L, TO_B)
        .gets(CLUSTER, protocol == Protocol.SOTW ? new String[] {"a", "b"} : new String[] {"b"})
        .dropsNames(ENDPOINTS, "a")
        .alsoAsks(ENDPOINTS, "a", "b")
        .gets(ENDPOINTS, "a", "b");
  }

  @ParameterizedTest
  @EnumSource
  void aChangedClusterGetsItsEndpointsAgain(Protocol protocol) {
    running(protocol)
        .isGiven(cluster("a", 2), EA, L, TO_A)
        .gets(CLUSTER, "a")
        .gets(ENDPOINTS, "a")
        .getsNothing();
  }

  @ParameterizedTest
  @EnumSource
  void aChangedListenerGetsItsRoutesAgain(Protocol protocol) {
    running(protocol)
        .isGiven(A, EA, listener("l", "r", "changed"), TO_A)
        .gets(LISTENER, "l")
        .gets(ROUTES, "r")
        .getsNothing();
  }

  @ParameterizedTest
  @EnumSource
  void endpointsNeverWait(Protocol protocol) {
    running(protocol)
        .isGiven(A, endpoints("a", 2), B, EB, L, TO_B)
        .gets(CLUSTER, protocol == Protocol.SOTW ? new String[] {"a", "b"} : new String[] {"b"})
        .gets(ENDPOINTS, "a")
        .getsNothing();
  }

  @ParameterizedTest
  @EnumSource
  void onlyTheNewestChangeWaits(Protocol protocol) {
    Client client = running(protocol);
    client.isGiven(A, endpoints("a", 2), L, TO_A).gets(ENDPOINTS, "a");
    client.isGiven(A, endpoints("a", 3), L, TO_A).getsNothing();
    client.isGiven(A, endpoints("a", 4), L, TO_A).getsNothing();
    client.acks(ENDPOINTS).gets(ENDPOINTS, "a");
    assertThat(client.last(ENDPOINTS).resources().getFirst()).isEqualTo(endpoints("a", 4));
    client.acks(ENDPOINTS).getsNothing();
  }

  @ParameterizedTest
  @EnumSource
  void routesAloneWaitForNothing(Protocol protocol) {
    new Client(protocol)
        .isGiven(A, EA, L, TO_A)
        .asks(ROUTES, "r")
        .takes(ROUTES, "r")
        .isGiven(B, EB, L, TO_B)
        .takes(ROUTES, "r");
  }

  @Test
  void aGrpcClientNeverWaits() {
    new Client(Protocol.SOTW)
        .isGiven(A, EA, L, TO_A)
        .asks(LISTENER, "l")
        .takes(LISTENER, "l")
        .asks(ROUTES, "r")
        .takes(ROUTES, "r")
        .asks(CLUSTER, "a")
        .takes(CLUSTER, "a")
        .asks(ENDPOINTS, "a")
        .takes(ENDPOINTS, "a")
        .isGiven(B, EB, L, TO_B)
        .gets(ROUTES, "r")
        .alsoAsks(CLUSTER, "b")
        .takes(CLUSTER, "a", "b")
        .acks(ROUTES)
        .dropsNames(CLUSTER, "a")
        .after(Duration.ofMinutes(1))
        .getsNothing();
  }

  @Test
  void withoutOrderEverythingGoesAtOnce() {
    AdsOptions unordered = new AdsOptions(DRAIN, Duration.ofSeconds(20), false);
    started(new Client(Protocol.SOTW, unordered))
        .isGiven(B, EB, L, TO_B)
        .gets(CLUSTER, "b")
        .gets(ROUTES, "r");
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatDoesNotReadIsSentTheNewestLater(Protocol protocol) {
    running(protocol)
        .isReady(false)
        .isGiven(A, endpoints("a", 2), L, TO_A)
        .isGiven(A, endpoints("a", 3), L, TO_A)
        .getsNothing()
        .isReady(true)
        .takes(ENDPOINTS, "a")
        .getsNothing();
  }

  @Test
  void aClusterThatIsNotWarmedInTimeIsTakenBack() {
    Client client =
        running(Protocol.DELTA)
            .isGiven(A, EA, B, EB, cluster("c"), endpoints("c"), L, TO_B)
            .gets(CLUSTER, "b", "c")
            .after(Duration.ofMillis(1))
            .alsoAsks(ENDPOINTS, "c")
            .takes(ENDPOINTS, "c")
            .after(Duration.ofSeconds(20))
            .gets(CLUSTER, "c")
            .takes(ENDPOINTS, "c");
    assertThat(client.last(CLUSTER).removed()).containsExactly("b");
    client.acks(CLUSTER).after(Duration.ofMinutes(1)).getsNothing();
    assertThat(client.status(ROUTES).refusals().getFirst().message()).contains("cluster b");
    // It asks for the endpoints after all.
    client
        .alsoAsks(ENDPOINTS, "b")
        .gets(CLUSTER, "b")
        .takes(ENDPOINTS, "b")
        .acks(CLUSTER)
        .takes(ROUTES, "r");
    assertThat(client.status(ROUTES).refusals()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void anOverdueAckDoesNotHoldUpTheMend(Protocol protocol) {
    running(protocol)
        .isGiven(cluster("a", 2), EA, L, TO_A)
        .gets(CLUSTER, "a")
        .takes(ENDPOINTS, "a")
        .after(Duration.ofMinutes(1))
        .getsNothing()
        .isGiven(cluster("a", 3), EA, L, TO_A)
        .takes(CLUSTER, "a");
  }

  @Test
  void aSilentClientIsNotSuspected() {
    Client client = new Client(Protocol.DELTA).isGiven(A, EA, L, TO_A).asks(CLUSTER);
    client.gets(CLUSTER, "a").after(Duration.ofMinutes(1)).getsNothing();
    client.asks(ENDPOINTS, "a").takes(ENDPOINTS, "a").acks(CLUSTER).getsNothing();
  }

  private static Client running(Protocol protocol) {
    return started(new Client(protocol));
  }

  private static Client started(Client client) {
    return client
        .isGiven(A, EA, L, TO_A)
        .asks(CLUSTER)
        .takes(CLUSTER, "a")
        .asks(ENDPOINTS, "a")
        .takes(ENDPOINTS, "a")
        .asks(LISTENER)
        .takes(LISTENER, "l")
        .asks(ROUTES, "r")
        .takes(ROUTES, "r");
  }

  private static void swap(Client client) {
    client.isGiven(B, EB, L, TO_B).takes(CLUSTER, "b").takes(ROUTES, "r");
  }
}
