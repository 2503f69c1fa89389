package dev.signalbox.translator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.signalbox.translator.ProxyView.Interception;
import dev.signalbox.translator.ProxyView.IpFamilies;
import dev.signalbox.translator.ProxyView.Role;
import dev.signalbox.translator.model.Locality;
import io.envoyproxy.envoy.config.core.v3.Node;
import org.junit.jupiter.api.Test;

class ProxyNodeTest {

  private static ProxyNode node(String json) throws InvalidProtocolBufferException {
    Node.Builder node = Node.newBuilder();
    JsonFormat.parser().merge(json, node);
    return ProxyNode.of(node.build());
  }

  @Test
  void istioId() throws InvalidProtocolBufferException {
    ProxyNode node = node("{'id': 'sidecar~10.1.1.1~reviews-v1.shop~shop.svc.cluster.local'}");
    assertThat(node.qualifiedName()).isEqualTo("reviews-v1.shop");
    assertThat(node.view().role()).isEqualTo(Role.SIDECAR);
    assertThat(node.view().bindAddress()).isEqualTo("127.0.0.1");
  }

  @Test
  void anyOtherIdIsASidecarOfThatName() throws InvalidProtocolBufferException {
    ProxyNode node = node("{'id': 'my-envoy'}");
    assertThat(node.qualifiedName()).isEqualTo("my-envoy.default");
    assertThat(node.view().role()).isEqualTo(Role.SIDECAR);
    assertThat(node.view().interception()).isEqualTo(Interception.NONE);
  }

  @Test
  void metadata() throws InvalidProtocolBufferException {
    ProxyNode node =
        node(
            """
            {"id": "router~10.1.1.1~edge.istio-system~x",
             "metadata": {"NAMESPACE": "edge", "BIND_ADDRESS": "127.0.0.3",
               "HTTP_PROXY_PORT": 15080, "INTERCEPTION_MODE": "TPROXY", "LABELS": {"a": "b"},
               "PROXY_CONFIG": {"gatewayTopology": {"numTrustedProxies": 2}}}}\
            """);
    ProxyView view = node.view();
    assertThat(node.qualifiedName()).isEqualTo("edge.istio-system.edge");
    assertThat(view.role()).isEqualTo(Role.GATEWAY);
    assertThat(view.bindAddress()).isEqualTo("127.0.0.3");
    assertThat(view.httpProxyPort()).hasValue(15080);
    assertThat(view.interception()).isEqualTo(Interception.TPROXY);
    assertThat(view.numTrustedProxies()).isEqualTo(2);
    assertThat(view.labels()).containsEntry("a", "b");
  }

  @Test
  void addressesAndLocality() throws InvalidProtocolBufferException {
    ProxyView v6 = node("{'id': 'sidecar~fd00::1~a.b~b', 'locality': {'zone': 'z'}}").view();
    assertThat(v6.ipFamilies()).isEqualTo(IpFamilies.V6);
    assertThat(v6.locality()).isEqualTo(new Locality("", "z", ""));
    String both =
        "{'id': 'sidecar~10.0.0.1~a.b~b', 'metadata': {'INSTANCE_IPS': '10.0.0.1, fd00::1'}}";
    assertThat(node(both).view().ipFamilies()).isEqualTo(IpFamilies.BOTH);
    assertThat(node("{'id': 'a'}").view().ipFamilies()).isEqualTo(IpFamilies.V4);
  }

  @Test
  void nonsenseInMetadataCountsAsAbsent() throws InvalidProtocolBufferException {
    ProxyView view =
        node("{'id': 'a', 'metadata': {'HTTP_PROXY_PORT': 'x', 'LABELS': 3, 'PROXY_CONFIG': []}}")
            .view();
    assertThat(view.httpProxyPort()).isEmpty();
    assertThat(view.labels()).isEmpty();
  }

  @Test
  void grpcClient() throws InvalidProtocolBufferException {
    ProxyNode node =
        node("{'id': 'a', 'userAgentName': 'gRPC Java', 'userAgentVersion': '1.85.1'}");
    assertThat(node.view().role()).isEqualTo(Role.GRPC);
    assertThat(node.userAgent()).isEqualTo("gRPC Java 1.85.1");
  }
}
