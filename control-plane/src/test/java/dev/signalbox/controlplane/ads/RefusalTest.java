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

import dev.signalbox.controlplane.ads.TypeStatus.Condition;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A NACK is data: the bad resource goes back, the rest goes on. */
class RefusalTest {

  @Test
  void aRefusedNewClusterIsRemovedAtOnceInDelta() {
    Client client =
        new Client(Protocol.DELTA)
            .isGiven(cluster("a"), cluster("bad"), cluster("c"))
            .asks(CLUSTER)
            .gets(CLUSTER, "a", "bad", "c")
            .nacks(CLUSTER, "Error adding/updating cluster(s) bad: no")
            .gets(CLUSTER, "a", "c");
    assertThat(client.last(CLUSTER).removed()).containsExactly("bad");
    client.acks(CLUSTER).getsNothing();
    TypeStatus status = client.status(CLUSTER);
    assertThat(status.condition()).isEqualTo(Condition.ERROR);
    assertThat(status.refusals().getFirst().message()).isEqualTo("bad: no");
    assertThat(status.acknowledged().keySet()).containsExactly("a", "c");
  }

  @ParameterizedTest
  @EnumSource
  void aRefusedChangeGoesBackToWhatTheClientHad(Protocol protocol) {
    Client client =
        new Client(protocol)
            .isGiven(route("good", "a"), route("r", "a"))
            .asks(ROUTES, "good", "r")
            .takes(ROUTES, "good", "r")
            .isGiven(route("good", "b"), route("r", "bad"))
            .gets(ROUTES, "good", "r")
            .nacks(ROUTES, "broken in route r")
            .gets(ROUTES, "good", "r");
    assertThat(client.last(ROUTES).resources())
        .containsExactly(route("good", "b"), route("r", "a"));
    client.acks(ROUTES).getsNothing();
  }

  @ParameterizedTest
  @EnumSource
  void refusedBytesAreNotSentTwice(Protocol protocol) {
    Client client =
        new Client(protocol)
            .isGiven(route("r", "a"))
            .asks(ROUTES, "r")
            .takes(ROUTES, "r")
            .isGiven(route("r", "bad"))
            .gets(ROUTES, "r")
            .nacks(ROUTES, "broken")
            .takes(ROUTES, "r")
            .isGiven(route("r", "bad"), route("other", "a"))
            .after(Duration.ofHours(1))
            .getsNothing();
    client.isGiven(route("r", "mended")).takes(ROUTES, "r");
    assertThat(client.status(ROUTES).condition()).isEqualTo(Condition.SYNCED);
  }

  @ParameterizedTest
  @EnumSource
  void aRefusalWithoutNamesIsHalvedUntilAllBadOnesAreFound(Protocol protocol) {
    List<Resource> resources = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      resources.add(endpoints("e" + i));
    }
    Client client =
        new Client(protocol)
            .isGiven(Snapshot.of(resources))
            .asks(ENDPOINTS, resources.stream().map(Resource::name).toArray(String[]::new));
    int refused = client.answersUntilQuiet(ENDPOINTS, Set.of("e3", "e8"), "something is wrong");
    assertThat(client.status(ENDPOINTS).refusals())
        .extracting(refusal -> refusal.resource().name())
        .containsExactly("e3", "e8");
    assertThat(
            client.status(ENDPOINTS).acknowledged().keySet().stream()
                .sorted()
                .collect(Collectors.joining(",")))
        .isEqualTo("e0,e1,e2,e4,e5,e6,e7,e9");
    assertThat(refused).isLessThanOrEqualTo(9);
  }

  @Test
  void anOldErrorUnderANewNonceIsAnAck() {
    new Client(Protocol.SOTW)
        .isGiven(cluster("a"), cluster("bad"), listener("l", "r"))
        .asks(CLUSTER)
        .gets(CLUSTER, "a", "bad")
        .asks(LISTENER)
        .nacks(CLUSTER, "Error adding/updating cluster(s) bad: no")
        .gets(CLUSTER, "a")
        .getsNothing()
        .nacks(CLUSTER, "Error adding/updating cluster(s) bad: no")
        .takes(LISTENER, "l")
        .getsNothing();
  }

  @ParameterizedTest
  @EnumSource
  void aBusyPortIsTriedAgainEverLater(Protocol protocol) {
    Client client =
        new Client(protocol)
            .isGiven(listener("l", "r"), listener("ok", "r"))
            .asks(LISTENER)
            .gets(LISTENER, "l", "ok")
            .nacks(LISTENER, "Error adding/updating listener(s) l: cannot bind '127.0.0.1:80'")
            .takes(LISTENER, "ok")
            .after(Duration.ofMillis(999))
            .getsNothing()
            .after(Duration.ofMillis(1));
    client.last(LISTENER);
    client
        .gets(LISTENER, protocol == Protocol.SOTW ? new String[] {"l", "ok"} : new String[] {"l"})
        .nacks(LISTENER, "Error adding/updating listener(s) l: cannot bind '127.0.0.1:80'")
        .takes(LISTENER, protocol == Protocol.SOTW ? new String[] {"ok"} : new String[] {})
        .after(Duration.ofMillis(1999))
        .getsNothing()
        .after(Duration.ofMillis(1))
        .takes(LISTENER, protocol == Protocol.SOTW ? new String[] {"l", "ok"} : new String[] {"l"})
        .after(Duration.ofHours(1))
        .getsNothing();
    assertThat(client.status(LISTENER).condition()).isEqualTo(Condition.SYNCED);
  }

  @Test
  void routesThatNeedARefusedClusterStayAsTheyAre() {
    Client client =
        new Client(Protocol.DELTA)
            .isGiven(cluster("a"), route("r", "a"), route("s", "a"))
            .asks(CLUSTER)
            .takes(CLUSTER, "a")
            .asks(ROUTES, "r", "s")
            .takes(ROUTES, "r", "s")
            .isGiven(cluster("bad"), cluster("c"), route("r", "bad"), route("s", "c"))
            .gets(CLUSTER, "bad", "c")
            .nacks(CLUSTER, "Error adding/updating cluster(s) bad: no")
            .takes(CLUSTER, "c")
            .takes(ROUTES, "s")
            // The old route still uses it.
            .after(Duration.ofMinutes(1))
            .getsNothing();
    assertThat(client.status(ROUTES).refusals().getFirst().message()).contains("bad");
    client
        .isGiven(cluster("bad", 2), cluster("c"), route("r", "bad"), route("s", "c"))
        .takes(CLUSTER, "bad")
        .takes(ROUTES, "r")
        .after(AdsOptions.defaults().drain())
        .getsRemoved(CLUSTER, "a");
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatRefusesEverythingIsLeftAlone(Protocol protocol) {
    List<Resource> resources = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      resources.add(cluster("c" + i));
    }
    Client client = new Client(protocol).isGiven(Snapshot.of(resources)).asks(CLUSTER);
    Set<String> all = resources.stream().map(Resource::name).collect(Collectors.toSet());
    assertThat(client.answersUntilQuiet(CLUSTER, all, "I don't like it")).isLessThan(32);
    client.after(Duration.ofHours(1)).getsNothing();
  }

  @Test
  void namesAreReadAsWhole() {
    assertThat(
            ErrorText.blame(
                "cluster(s) a.b: x, a: y (in 1.2.3.4:9080)", Set.of("a", "a.b", "9080", "b")))
        .containsExactly(Map.entry("a", "a: y (in 1.2.3.4:9080)"), Map.entry("a.b", "a.b: x,"));
  }
}
