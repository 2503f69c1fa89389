package dev.signalbox.controlplane;

import static dev.signalbox.controlplane.Conversation.resources;
import static dev.signalbox.translator.ResourceType.CLUSTER;
import static dev.signalbox.translator.ResourceType.ENDPOINTS;
import static dev.signalbox.translator.ResourceType.LISTENER;
import static dev.signalbox.translator.ResourceType.ROUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.Conversation.Proxy;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Apply this manifest, this proxy asks, this is what it gets. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FeatureTest {
  private static final String SIDECAR =
      "sidecar~127.0.0.1~productpage-v1.default~default.svc.cluster.local";
  private static final String V1 = "outbound|9080|v1|reviews.default.svc.cluster.local";
  private static final String V2 = "outbound|9080|v2|reviews.default.svc.cluster.local";
  private static final String ALL = "outbound|9080||reviews.default.svc.cluster.local";

  private static final String REVIEWS =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: reviews}
      spec: {selector: {app: reviews}, ports: [{name: http, port: 9080}]}
      ---
      apiVersion: networking.istio.io/v1
      kind: WorkloadEntry
      metadata: {name: reviews-v1}
      spec: {address: 127.0.0.11, labels: {app: reviews, version: v1}}
      """;

  private Conversation conversation;

  @BeforeEach
  void start() throws IOException {
    conversation = Conversation.start();
  }

  @AfterEach
  void end() {
    conversation.close();
  }

  private static String subsets(String... names) {
    StringBuilder rule = new StringBuilder();
    rule.append("apiVersion: networking.istio.io/v1\nkind: DestinationRule\n");
    rule.append("metadata: {name: reviews}\nspec:\n  host: reviews\n  subsets:\n");
    for (String name : names) {
      rule.append("  - {name: %s, labels: {version: %s}}\n".formatted(name, name));
    }
    return rule.toString();
  }

  private static String routeTo(String subset) {
    return """
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: reviews}
    spec: {hosts: [reviews], http: [{route: [{destination: {host: reviews, subset: %s}}]}]}
    """
        .formatted(subset);
  }

  private static List<String> names(DiscoveryResponse clusters) throws IOException {
    return resources(clusters, Cluster.class).stream().map(Cluster::getName).toList();
  }

  private static String cluster(DiscoveryResponse routes) throws IOException {
    RouteConfiguration configuration = resources(routes, RouteConfiguration.class).getFirst();
    Route route = configuration.getVirtualHosts(0).getRoutes(0);
    return route.getRoute().getCluster();
  }

  /** Goes as far as an Envoy does when it starts. */
  private Proxy started() throws Exception {
    Proxy proxy = conversation.proxy(SIDECAR);
    proxy.asks(CLUSTER);
    DiscoveryResponse clusters = proxy.gets(CLUSTER);
    String[] names = names(clusters).toArray(String[]::new);
    proxy.asks(ENDPOINTS, names);
    proxy.acknowledges(proxy.gets(ENDPOINTS), names);
    proxy.acknowledges(clusters);
    proxy.asks(LISTENER);
    DiscoveryResponse listeners = proxy.gets(LISTENER);
    proxy.asks(ROUTES, "9080");
    proxy.acknowledges(proxy.gets(ROUTES), "9080");
    proxy.acknowledges(listeners);
    return proxy;
  }

  @Test
  void aProxyStarts() throws Exception {
    conversation.apply("reviews.yaml", REVIEWS);
    Proxy proxy = conversation.proxy(SIDECAR);

    proxy.asks(CLUSTER);
    DiscoveryResponse clusters = proxy.gets(CLUSTER);
    assertThat(names(clusters)).containsExactly(ALL);

    proxy.asks(ENDPOINTS, ALL);
    ClusterLoadAssignment assignment =
        resources(proxy.gets(ENDPOINTS), ClusterLoadAssignment.class).getFirst();
    assertThat(assignment.getEndpoints(0).getLbEndpointsCount()).isEqualTo(1);
    proxy.acknowledges(clusters);

    proxy.asks(LISTENER);
    assertThat(resources(proxy.gets(LISTENER), Listener.class).getFirst().getName())
        .isEqualTo("127.0.0.1_9080");

    proxy.asks(ROUTES, "9080");
    assertThat(cluster(proxy.gets(ROUTES))).isEqualTo(ALL);
  }

  @Test
  void aRouteFlipsAfterItsClusterAndTheOldOneGoesLast() throws Exception {
    conversation.apply("reviews.yaml", REVIEWS);
    conversation.apply("rules.yaml", subsets("v1") + "---\n" + routeTo("v1"));
    Proxy proxy = started();

    conversation.apply("rules.yaml", subsets("v2") + "---\n" + routeTo("v2"));
    DiscoveryResponse added = proxy.gets(CLUSTER);
    assertThat(names(added)).containsExactly(V1, V2, ALL);
    proxy.getsNothingFor(100);
    proxy.asks(ENDPOINTS, V1, V2, ALL);
    proxy.acknowledges(proxy.gets(ENDPOINTS), V1, V2, ALL);

    proxy.acknowledges(added);
    DiscoveryResponse routes = proxy.gets(ROUTES);
    assertThat(cluster(routes)).isEqualTo(V2);

    proxy.acknowledges(routes, "9080");
    assertThat(names(proxy.gets(CLUSTER))).containsExactly(V2, ALL);
  }

  @Test
  void aBrokenEditSendsNothingAndSaysWhere() throws Exception {
    conversation.apply("reviews.yaml", REVIEWS);
    conversation.apply("rules.yaml", subsets("v1") + "---\n" + routeTo("v1"));
    Proxy proxy = started();

    conversation.apply(
        "rules.yaml", subsets("v1") + "---\n" + routeTo("v1").replace("hosts:", "hosts"));
    proxy.getsNothingFor(300);
    assertThat(conversation.findings())
        .anyMatch(line -> line.startsWith("rules.yaml:12:14: error SB1001"));
  }

  @Test
  void aRefusedRouteGoesBackAndIsSentAgainOnlyWhenItChanged() throws Exception {
    conversation.apply("reviews.yaml", REVIEWS);
    conversation.apply("rules.yaml", subsets("v1", "v2") + "---\n" + routeTo("v1"));
    Proxy proxy = started();

    conversation.apply("rules.yaml", subsets("v1", "v2") + "---\n" + routeTo("v2"));
    proxy.refuses(proxy.gets(ROUTES), "no such thing as route 9080", "9080");
    DiscoveryResponse back = proxy.gets(ROUTES);
    assertThat(cluster(back)).isEqualTo(V1);
    proxy.acknowledges(back, "9080");
    proxy.getsNothingFor(300);

    conversation.apply("rules.yaml", subsets("v1", "v2"));
    assertThat(cluster(proxy.gets(ROUTES))).isEqualTo(ALL);
  }
}
