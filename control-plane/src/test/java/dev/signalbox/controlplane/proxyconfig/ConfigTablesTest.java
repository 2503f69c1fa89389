package dev.signalbox.controlplane.proxyconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTablesTest {
  private static final String DUMP =
      """
      {"configs": [
        {"@type": "type.googleapis.com/envoy.admin.v3.BootstrapConfigDump",
         "bootstrap": {"node": {"id": "n", "cluster": "c", "locality": {"region": "r", "zone": "z"},
           "user_agent_name": "envoy", "user_agent_build_version": {"version": {
             "major_number": 1, "minor_number": 40, "patch": 0}}},
           "typed_dns_resolver_config": {"typed_config": {"@type": "t/unknown.Type", "x": 1}}}},
        {"@type": "type.googleapis.com/envoy.admin.v3.ClustersConfigDump",
         "dynamic_active_clusters": [
           {"cluster": {"@type": "type.googleapis.com/envoy.config.cluster.v3.Cluster",
             "name": "outbound|9080|v1|reviews.default.svc.cluster.local", "type": "EDS",
             "field_of_a_later_version": true,
             "metadata": {"filter_metadata": {"istio": {"config":
               "/apis/networking.istio.io/v1/namespaces/default/destination-rule/reviews"}}}}},
           {"cluster": {"name": "outbound|9080||reviews.default.svc.cluster.local",
             "metadata": {"filter_metadata": {"istio": {"config":
               "/api/v1/namespaces/default/service/reviews"}}}}}],
         "static_clusters": [{"cluster": {"name": "own", "cluster_type": {"name": "x.y"}}}]},
        {"@type": "type.googleapis.com/envoy.admin.v3.EndpointsConfigDump",
         "dynamicEndpointConfigs": [{"endpointConfig": {"clusterName": "c", "endpoints": [
           {"locality": {"region": "r", "zone": "z"}, "lbEndpoints": [
             {"healthStatus": "HEALTHY", "endpoint": {"address": {"socketAddress": {
               "address": "10.0.0.1", "portValue": 80}}}}]}]}}]},
        {"@type": "type.googleapis.com/envoy.admin.v3.ListenersConfigDump",
         "dynamic_listeners": [{"name": "l", "active_state": {"listener": {"name": "l",
           "address": {"socket_address": {"address": "127.0.0.1", "port_value": 9080}},
           "filter_chains": [
             {"filter_chain_match": {"transport_protocol": "raw_buffer",
                "application_protocols": ["http/1.1", "h2c"]},
              "filters": [{"name": "h", "typed_config": {"@type": "type.googleapis.com/\
      envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
                "rds": {"route_config_name": "9080"}}}]},
             {"filter_chain_match": {"destination_port": 80, "prefix_ranges": [
                {"address_prefix": "10.0.0.0", "prefix_len": 8}]},
              "filters": [{"name": "unknown", "typed_config": {"@type": "t/unknown.Type"}},
                {"name": "t", "typed_config": {"@type": "type.googleapis.com/\
      envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy",
                "cluster": "PassthroughCluster"}}]}]}}}]},
        {"@type": "type.googleapis.com/envoy.admin.v3.RoutesConfigDump",
         "dynamic_route_configs": [{"route_config": {"name": "9080", "virtual_hosts": [
           {"name": "reviews:9080", "domains": ["reviews", "reviews:9080", "reviews.default",
              "reviews.default.svc", "reviews.default.svc.cluster.local", "10.1.2.3"],
            "routes": [
              {"match": {"prefix": "/"}, "metadata": {"filter_metadata": {"istio": {"config":
                "/apis/networking.istio.io/v1/namespaces/shop/virtual-service/rule"}}}},
              {"match": {"safe_regex": {"regex": "/a+"}}},
              {"match": {"prefix": "/"}, "route": {"cluster": "PassthroughCluster"}}]},
           {"name": "empty", "domains": ["*"]}]}}]}
      ]}
      """;

  private final ConfigTables tables = new ConfigTables(EnvoyDump.parse(DUMP));

  @Test
  void clusters() {
    assertThat(tables.of(DumpSection.CLUSTERS).lines().toList())
        .satisfiesExactly(
            row ->
                assertThat(row)
                    .matches("SERVICE FQDN +PORT +SUBSET +DIRECTION +TYPE +DESTINATION RULE"),
            row -> assertThat(row).matches("own +- +- +- +x.y"),
            row -> assertThat(row).matches("reviews.default.svc.* +9080 +- +outbound +STATIC"),
            row ->
                assertThat(row)
                    .matches("reviews.default.svc.* +9080 +v1 +outbound +EDS +reviews.default"));
  }

  @Test
  void routes() {
    assertThat(tables.of(DumpSection.ROUTES).lines().toList())
        .hasSize(4)
        .anySatisfy(
            row ->
                assertThat(row)
                    .matches(
                        "9080 +reviews:9080 +reviews, reviews.default \\+ 1 more... +/\\*"
                            + " +rule.shop"))
        .anySatisfy(row -> assertThat(row).endsWith("regex /a+"))
        .anySatisfy(row -> assertThat(row).matches("9080 +empty +\\* +/\\* +404"));
  }

  @Test
  void listeners() {
    assertThat(tables.of(DumpSection.LISTENERS).lines().toList())
        .satisfiesExactly(
            row -> assertThat(row).matches("ADDRESSES +PORT +MATCH +DESTINATION"),
            row ->
                assertThat(row)
                    .matches("127.0.0.1 +9080 +Trans: raw_buffer; App: http/1.1,h2c +Route: 9080"),
            row ->
                assertThat(row)
                    .matches("127.0.0.1 +9080 +Addr: 10.0.0.0/8:80 +PassthroughCluster"));
  }

  @Test
  void endpointsAlsoAsIstioctlWritesThem() {
    assertThat(tables.of(DumpSection.ENDPOINTS))
        .isEqualTo(
            """
            NAME          STATUS    LOCALITY   CLUSTER
            10.0.0.1:80   HEALTHY   r/z        c
            """);
  }

  @Test
  void bootstrap() {
    assertThat(tables.of(DumpSection.BOOTSTRAP).lines().toList().getLast())
        .matches("n +c +r/z +envoy 1.40.0");
  }

  @Test
  void everythingHasItsTypeBeforeIt() {
    assertThat(tables.all())
        .contains("\ncluster/own ", "\nlistener/127.0.0.1 ", "\nroute/9080 ")
        .contains("\nendpoint/10.0.0.1:80 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{}", "{\"configs\": {}}"})
  void whatIsNoDumpIsRefused(String text) {
    assertThatThrownBy(() -> EnvoyDump.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDumpWithSomethingElseInItIsRefused() {
    EnvoyDump dump =
        EnvoyDump.parse(
            """
            {"configs": [{"@type": "type.googleapis.com/envoy.admin.v3.ClustersConfigDump",
              "static_clusters": [{"cluster": {"connect_timeout": "soon"}}]}]}
            """);
    assertThatThrownBy(() -> new ConfigTables(dump).of(DumpSection.CLUSTERS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cluster");
  }
}
