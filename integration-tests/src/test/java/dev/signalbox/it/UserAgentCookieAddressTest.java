package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static dev.signalbox.it.harness.TestMesh.REVIEWS_PORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.Loopback;
import dev.signalbox.it.harness.OnEveryEnvoy;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.TestMesh;
import org.junit.jupiter.api.Test;

/** Routing by what a request says of its client. */
@OnEveryEnvoy
final class UserAgentCookieAddressTest {
  private static final int GATEWAY_PORT = 8080;
  private static final Request REVIEWS = Request.get("reviews:9080", "/reviews/0");
  private static final Request AT_GATEWAY = Request.get("shop.example", "/reviews/0");

  private static final String BY_USER_AGENT_AND_COOKIE =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata:
        name: reviews
      spec:
        hosts:
        - reviews
        http:
        - match:
          - headers:
              user-agent:
                regex: .*Firefox/[0-9.]+.*
          route:
          - destination:
              host: reviews
              subset: v2
        - match:
          - headers:
              cookie:
                regex: ^(.*?;\\s*)?(user=jason)(;.*)?$
          route:
          - destination:
              host: reviews
              subset: v3
        - route:
          - destination:
              host: reviews
              subset: v1
      """;

  private final EnvoyKind kind;

  UserAgentCookieAddressTest(EnvoyKind kind) {
    this.kind = kind;
  }

  @Test
  void userAgentAndCookieSelectTheVersion() throws Exception {
    try (TestMesh mesh = TestMesh.withReviews()) {
      mesh.write("reviews.yaml", BY_USER_AGENT_AND_COOKIE);
      Envoy sidecar = mesh.sidecar(kind);
      eventually(() -> assertGets(sidecar, REVIEWS, "v1"));
      String firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0";
      assertGets(sidecar, REVIEWS.with("User-Agent", firefox), "v2");
      assertGets(sidecar, REVIEWS.with("User-Agent", "curl/8.5.0"), "v1");
      assertGets(sidecar, REVIEWS.with("Cookie", "session=1; user=jason"), "v3");
      assertGets(sidecar, REVIEWS.with("Cookie", "user=jason; theme=dark"), "v3");
      assertGets(sidecar, REVIEWS.with("Cookie", "user=jasonette"), "v1");
    }
  }

  @Test
  void theGatewayKnowsItsClientsByAddress() throws Exception {
    String chosen = Loopback.next();
    String other = Loopback.next();
    try (TestMesh mesh = TestMesh.withReviews()) {
      mesh.write("gateway.yaml", byAddress(chosen));
      Envoy gateway = mesh.gateway(kind, 0);
      eventually(() -> assertGets(gateway, chosen, AT_GATEWAY, "v2"));
      assertGets(gateway, other, AT_GATEWAY, "v1");
      assertGets(gateway, other, AT_GATEWAY.with("x-envoy-external-address", chosen), "v1");
      assertGets(gateway, other, AT_GATEWAY.with("x-forwarded-for", chosen), "v1");
    }
  }

  @Test
  void behindOneTrustedProxyItsEntryCounts() throws Exception {
    String chosen = Loopback.next();
    String proxy = Loopback.next();
    try (TestMesh mesh = TestMesh.withReviews()) {
      mesh.write("gateway.yaml", byAddress(chosen));
      Envoy gateway = mesh.gateway(kind, 1);
      Request forwarded = AT_GATEWAY.with("x-forwarded-for", "203.0.113.7, " + chosen);
      eventually(() -> assertGets(gateway, proxy, forwarded, "v2"));
      Request spoofed = AT_GATEWAY.with("x-forwarded-for", chosen + ", 203.0.113.7");
      assertGets(gateway, proxy, spoofed, "v1");
      assertGets(gateway, proxy, spoofed.with("x-envoy-external-address", chosen), "v1");
    }
  }

  private static void assertGets(Envoy sidecar, Request request, String version) throws Exception {
    assertThat(sidecar.call(REVIEWS_PORT, request).version()).isEqualTo(version);
  }

  private static void assertGets(Envoy gateway, String client, Request request, String version)
      throws Exception {
    assertThat(gateway.callFrom(client, GATEWAY_PORT, request).version()).isEqualTo(version);
  }

  private static String byAddress(String address) {
    return """
    apiVersion: networking.istio.io/v1
    kind: Gateway
    metadata:
      name: shop
    spec:
      selector:
        istio: ingressgateway
      servers:
      - port:
          number: 8080
          name: http
          protocol: HTTP
        hosts:
        - shop.example
    ---
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata:
      name: shop
    spec:
      hosts:
      - shop.example
      gateways:
      - shop
      http:
      - match:
        - headers:
            x-envoy-external-address:
              exact: %s
        route:
        - destination:
            host: reviews
            subset: v2
      - route:
        - destination:
            host: reviews
            subset: v1
    """
        .formatted(address);
  }
}
