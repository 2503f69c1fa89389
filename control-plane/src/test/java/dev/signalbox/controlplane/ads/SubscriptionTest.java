package dev.signalbox.controlplane.ads;

import static dev.signalbox.controlplane.ads.Fixtures.cluster;
import static dev.signalbox.controlplane.ads.Fixtures.endpoints;
import static dev.signalbox.controlplane.ads.Fixtures.route;
import static dev.signalbox.controlplane.ads.Fixtures.snapshot;
import static dev.signalbox.translator.ResourceType.CLUSTER;
import static dev.signalbox.translator.ResourceType.ENDPOINTS;
import static dev.signalbox.translator.ResourceType.LISTENER;
import static dev.signalbox.translator.ResourceType.ROUTES;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.Snapshot;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names, wildcards, nonces and versions, as Envoy's xds_protocol page has them. */
class SubscriptionTest {
  private static final Snapshot AB =
      snapshot(cluster("a"), cluster("b"), endpoints("a"), endpoints("b"), route("r", "a"));

  @ParameterizedTest
  @EnumSource
  void nothingIsAnAnswerToAWildcard(Protocol protocol) {
    new Client(protocol)
        .isGiven(Snapshot.empty())
        .asks(CLUSTER)
        .takes(CLUSTER)
        .asks(LISTENER)
        .takes(LISTENER)
        .getsNothing();
  }

  @Test
  void aMissingNameIsSaidInDelta() {
    new Client(Protocol.DELTA)
        .isGiven(AB)
        .asks(ROUTES, "r", "x")
        .gets(ROUTES, "r")
        .acks(ROUTES)
        .alsoAsks(ROUTES, "y")
        .getsRemoved(ROUTES, "y");
  }

  @Test
  void aMissingNameIsNotAnsweredInSotw() {
    Client client = new Client(Protocol.SOTW).isGiven(AB).asks(ROUTES, "x").getsNothing();
    client.isGiven(AB).isGiven(snapshot(route("x", "a"))).gets(ROUTES, "x");
  }

  @Test
  void sotwVersionsAreHashesOfTheContent() {
    Client client = new Client(Protocol.SOTW).isGiven(AB).asks(CLUSTER).takes(CLUSTER, "a", "b");
    assertThat(client.last(CLUSTER).version()).isEqualTo(AB.version(CLUSTER));
    Client other = new Client(Protocol.SOTW).isGiven(AB).asks(CLUSTER).takes(CLUSTER, "a", "b");
    assertThat(other.last(CLUSTER).version()).isEqualTo(AB.version(CLUSTER));
  }

  @ParameterizedTest
  @EnumSource
  void newNamesAreAnsweredAlthoughTheVersionIsTheSame(Protocol protocol) {
    new Client(protocol)
        .isGiven(AB)
        .asks(ENDPOINTS, "a")
        .takes(ENDPOINTS, "a")
        .alsoAsks(ENDPOINTS, "b")
        .takes(ENDPOINTS, "b")
        .getsNothing();
  }

  @ParameterizedTest
  @EnumSource
  void whoSubscribesAgainIsSentItAgain(Protocol protocol) {
    new Client(protocol)
        .isGiven(AB)
        .asks(ENDPOINTS, "a", "b")
        .takes(ENDPOINTS, "a", "b")
        .dropsNames(ENDPOINTS, "a")
        .getsNothing()
        .alsoAsks(ENDPOINTS, "a")
        .takes(ENDPOINTS, "a");
  }

  @Test
  void deltaSendsAKnownNameAgainThatIsSubscribedTwice() {
    new Client(Protocol.DELTA)
        .isGiven(AB)
        .asks(ENDPOINTS, "a", "b")
        .takes(ENDPOINTS, "a", "b")
        .alsoAsks(ENDPOINTS, "a")
        .takes(ENDPOINTS, "a");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotSubscribedAnyMoreIsNotSent(Protocol protocol) {
    new Client(protocol)
        .isGiven(AB)
        .asks(ENDPOINTS, "a", "b")
        .takes(ENDPOINTS, "a", "b")
        .dropsNames(ENDPOINTS, "a")
        .isGiven(endpoints("a", 2), endpoints("b"))
        .getsNothing();
  }

  @ParameterizedTest
  @EnumSource
  void aStarIsAWildcard(Protocol protocol) {
    new Client(protocol).isGiven(AB).asks(CLUSTER, "*").takes(CLUSTER, "a", "b");
  }

  @Test
  void inSotwANameEndsTheLegacyWildcard() {
    new Client(Protocol.SOTW)
        .isGiven(AB)
        .asks(CLUSTER)
        .takes(CLUSTER, "a", "b")
        .alsoAsks(CLUSTER, "a")
        .takes(CLUSTER, "a")
        .dropsNames(CLUSTER, "a")
        .isGiven(cluster("c"))
        .getsNothing();
  }

  @Test
  void inDeltaTheLegacyWildcardStaysUntilItIsUnsubscribed() {
    new Client(Protocol.DELTA)
        .isGiven(AB)
        .asks(CLUSTER)
        .takes(CLUSTER, "a", "b")
        .alsoAsks(CLUSTER, "a")
        .takes(CLUSTER, "a")
        .isGiven(cluster("a"), cluster("b"), cluster("c"))
        .takes(CLUSTER, "c")
        .dropsNames(CLUSTER, "*")
        .isGiven(cluster("a", 2), cluster("b", 2), cluster("c"))
        .takes(CLUSTER, "a")
        .getsNothing();
  }

  @Test
  void underAWildcardWhoDropsANameIsToldHowItStands() {
    new Client(Protocol.DELTA)
        .isGiven(AB)
        .asks(CLUSTER, "*", "a", "x")
        .takes(CLUSTER, "a", "b")
        .dropsNames(CLUSTER, "a", "x")
        .gets(CLUSTER, "a");
  }

  @ParameterizedTest
  @EnumSource
  void aStaleNonceIsNoAnswer(Protocol protocol) {
    Client client = new Client(protocol).isGiven(AB).asks(ENDPOINTS, "a", "b");
    client.gets(ENDPOINTS, "a", "b").acksNonce(ENDPOINTS, "stale");
    client.isGiven(endpoints("a", 2), endpoints("b")).getsNothing();
    client.acks(ENDPOINTS).gets(ENDPOINTS, "a");
  }

  @Test
  void theNamesOfAStaleDeltaRequestCountAllTheSame() {
    Client client = new Client(Protocol.DELTA).isGiven(AB).asks(ENDPOINTS, "a");
    client.takes(ENDPOINTS, "a");
    client.sends(
        new Event.Request(
            ENDPOINTS,
            "stale",
            new Event.NameChange(ImmutableSet.of("b"), ImmutableSet.of()),
            ImmutableMap.of(),
            Optional.empty()));
    client.gets(ENDPOINTS, "b");
  }

  @Test
  void aFirstRequestWithANonceOfAnotherStreamIsAnswered() {
    Client client = new Client(Protocol.SOTW).isGiven(AB);
    client.sends(
        new Event.Request(
            CLUSTER,
            "77",
            new Event.AllNames(ImmutableSet.of()),
            ImmutableMap.of(),
            Optional.empty()));
    client.takes(CLUSTER, "a", "b").getsNothing();
  }

  @Test
  void moreNamesBeforeTheFirstAnswerInSotw() {
    new Client(Protocol.SOTW)
        .asks(ENDPOINTS, "a")
        .alsoAsks(ENDPOINTS, "b")
        .isGiven(AB)
        .takes(ENDPOINTS, "a", "b");
  }

  @Test
  void whoComesBackWithTheSameIsSentNothing() {
    new Client(Protocol.DELTA)
        .isGiven(AB)
        .resumes(CLUSTER, versions(cluster("a"), cluster("b")))
        .resumes(ENDPOINTS, versions(endpoints("a"), endpoints("b")), "a", "b")
        .resumes(ROUTES, versions(route("r", "a")), "r")
        .getsNothing();
  }

  @Test
  void whatAClientComesBackWithHasAVersionAndATime() {
    Client fresh = new Client(Protocol.DELTA).isGiven(AB).asks(CLUSTER).takes(CLUSTER, "a", "b");
    Client back =
        new Client(Protocol.DELTA)
            .isGiven(AB)
            .resumes(CLUSTER, versions(cluster("a"), cluster("b")))
            .getsNothing();
    TypeStatus status = back.status(CLUSTER);
    assertThat(status.ackedVersion()).isNotEmpty().isEqualTo(fresh.status(CLUSTER).ackedVersion());
    assertThat(status.ackedAt()).isPresent();
  }

  @Test
  void whoComesBackBeforeThereIsASnapshotIsSentTheDifference() {
    new Client(Protocol.DELTA)
        .resumes(ENDPOINTS, versions(endpoints("a"), endpoints("b", 7)), "a", "b")
        .getsNothing()
        .isGiven(AB)
        .gets(ENDPOINTS, "b");
  }

  @Test
  void whatIsGoneMeanwhileIsRemovedAfterTheRoutes() {
    Client client =
        new Client(Protocol.DELTA)
            .isGiven(AB)
            .resumes(CLUSTER, versions(cluster("a"), cluster("old")))
            .takes(CLUSTER, "b")
            .resumes(ROUTES, versions(route("r", "old")), "r")
            .gets(ROUTES, "r")
            .after(Duration.ofMinutes(1))
            .getsNothing();
    client
        .acks(ROUTES)
        .after(AdsOptions.defaults().drain())
        .getsRemoved(CLUSTER, "old")
        .acks(CLUSTER)
        .getsNothing();
  }

  private static ImmutableMap<String, String> versions(Resource... resources) {
    return Arrays.stream(resources)
        .collect(ImmutableMap.toImmutableMap(Resource::name, Resource::version));
  }
}
