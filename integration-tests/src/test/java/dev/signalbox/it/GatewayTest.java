package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.OnEveryEnvoy;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.Response;
import dev.signalbox.it.harness.TestMesh;
import org.junit.jupiter.api.Test;

/** What a gateway does to requests before it forwards them, and without forwarding them. */
@OnEveryEnvoy
final class GatewayTest {
  private static final int PORT = 8080;

  private static final String SHOP =
      """
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
          - "*.example"
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
          - uri:
              exact: /health
          directResponse:
            status: 200
            body:
              string: well
        - match:
          - uri:
              prefix: /old/
          redirect:
            uri: /new
            redirectCode: 308
        - match:
          - uri:
              prefix: /faulty
          fault:
            abort:
              httpStatus: 418
              percentage:
                value: 100
          route:
          - destination:
              host: reviews
        - match:
          - uri:
              prefix: /shop/reviews
            method:
              exact: GET
            queryParams:
              lang:
                regex: de|en
            withoutHeaders:
              x-internal: {}
          rewrite:
            uri: /reviews
            authority: reviews.internal
          headers:
            request:
              set:
                x-from: gateway
              remove:
              - x-secret
            response:
              add:
                x-served-by: shop
          route:
          - destination:
              host: reviews
              subset: v3
      """;

  private final EnvoyKind kind;

  GatewayTest(EnvoyKind kind) {
    this.kind = kind;
  }

  @Test
  void rulesApplyInOrder() throws Exception {
    try (TestMesh mesh = TestMesh.withReviews()) {
      mesh.write("shop.yaml", SHOP);
      Envoy gateway = mesh.gateway(kind, 0);
      eventually(() -> assertThat(get(gateway, "/health").body()).isEqualTo("well"));
      assertThat(get(gateway, "/faulty").status()).isEqualTo(418);
      assertThat(get(gateway, "/elsewhere").status()).isEqualTo(404);
      Request stranger = Request.get("stranger.example", "/health");
      assertThat(gateway.call(PORT, stranger).status()).isEqualTo(404);
      assertRedirected(get(gateway, "/old/page"));
      assertForwarded(gateway);
    }
  }

  private static void assertRedirected(Response response) {
    assertThat(response.status()).isEqualTo(308);
    assertThat(response.header("location")).hasValue("http://shop.example/new");
  }

  private static void assertForwarded(Envoy gateway) throws Exception {
    Request fitting =
        Request.get("shop.example", "/shop/reviews/0?lang=de").with("x-secret", "hush");
    Response response = gateway.call(PORT, fitting);
    assertThat(response.version()).isEqualTo("v3");
    assertThat(response.header("x-served-by")).hasValue("shop");
    assertThat(response.body())
        .startsWith("GET /reviews/0?lang=de HTTP/1.1\n")
        .contains("host: reviews.internal\n", "x-from: gateway\n")
        .doesNotContain("x-secret");

    assertThat(gateway.call(PORT, fitting.method("POST")).status()).isEqualTo(404);
    assertThat(gateway.call(PORT, fitting.with("x-internal", "1")).status()).isEqualTo(404);
    assertThat(get(gateway, "/shop/reviews/0?lang=fr").status()).isEqualTo(404);
  }

  private static Response get(Envoy gateway, String target) throws Exception {
    return gateway.call(PORT, Request.get("shop.example", target));
  }
}
