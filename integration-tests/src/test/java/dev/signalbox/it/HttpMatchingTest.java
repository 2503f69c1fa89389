package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static dev.signalbox.it.harness.TestMesh.REVIEWS_PORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.OnNewestEnvoy;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.TestMesh;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each condition of a match, as a real Envoy understands it. */
@OnNewestEnvoy
@SuppressWarnings("NullAway.Init") // Started before the first test.
final class HttpMatchingTest {
  private static final String RULES =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: reviews}
      spec:
        hosts: [reviews]
        http:
        - {match: [{uri: {exact: /exact}}], directResponse: {status: 200, body: {string: exact}}}
        - {match: [{uri: {prefix: /pre}}], directResponse: {status: 200, body: {string: prefix}}}
        - {match: [{uri: {regex: "/r[0-9]+"}}], directResponse: {status: 200, body: {string: regex}}}
        - match: [{uri: {exact: /Case}, ignoreUriCase: true}]
          directResponse: {status: 200, body: {string: any-case}}
        - match: [{uri: {exact: /h}, headers: {x: {exact: a}}}]
          directResponse: {status: 200, body: {string: header}}
        - match: [{uri: {exact: /h}, headers: {x: {prefix: b}, k: {regex: "[cd]"}}}]
          directResponse: {status: 200, body: {string: two-headers}}
        - match: [{uri: {exact: /h}, headers: {z: {}}}]
          directResponse: {status: 200, body: {string: present}}
        - match: [{uri: {exact: /w}, withoutHeaders: {x: {exact: a}}}]
          directResponse: {status: 200, body: {string: without}}
        - match: [{uri: {exact: /q}, queryParams: {x: {exact: a}}}]
          directResponse: {status: 200, body: {string: query}}
        - match: [{uri: {exact: /q}, queryParams: {k: {}}}]
          directResponse: {status: 200, body: {string: query-present}}
        - match: [{uri: {exact: /m}, method: {exact: DELETE}}]
          directResponse: {status: 200, body: {string: method}}
        - match: [{uri: {exact: /a}, authority: {prefix: reviews.default}}]
          directResponse: {status: 200, body: {string: authority}}
        - match: [{uri: {exact: /s}, scheme: {exact: http}}]
          directResponse: {status: 200, body: {string: scheme}}
        - match: [{uri: {exact: /s}, scheme: {exact: https}}]
          directResponse: {status: 200, body: {string: other-scheme}}
        - match: [{uri: {exact: /c}, sourceLabels: {app: nobody}}, {uri: {exact: /c}, port: 1}]
          directResponse: {status: 200, body: {string: other-client}}
        - match: [{uri: {exact: /c}, gateways: [mesh], sourceNamespace: other}]
          directResponse: {status: 200, body: {string: mesh}}
        - {directResponse: {status: 200, body: {string: none}}}
      """;

  private static TestMesh mesh;
  private static Envoy sidecar;

  /** Says what {@link #start} is given. */
  HttpMatchingTest(@SuppressWarnings("unused") EnvoyKind kind) {}

  @BeforeParameterizedClassInvocation
  static void start(EnvoyKind kind) throws Exception {
    mesh = TestMesh.withReviews();
    mesh.write("reviews.yaml", RULES);
    sidecar = mesh.sidecar(kind);
    eventually(() -> assertThat(matched("GET", "reviews", "/", "")).isEqualTo("none"));
  }

  @AfterParameterizedClassInvocation
  static void stop() throws IOException {
    mesh.close();
  }

  @Test
  void theRulesAreInForce() {
    assertThat(mesh.errorPlaces()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, reviews, /exact, '', exact",
    "GET, reviews, /exact?a=b, '', exact",
    "GET, reviews, /exactly, '', none",
    "GET, reviews, /Exact, '', none",
    "GET, reviews, /prefix, '', prefix",
    "GET, reviews, /r12, '', regex",
    "GET, reviews, /r12?x, '', regex",
    "GET, reviews, /r12/x, '', none",
    "GET, reviews, /cASE, '', any-case",
    "GET, reviews, /h, 'x: a', header",
    "GET, reviews, /h, 'X: a', header",
    "GET, reviews, /h, 'x: A', none",
    "GET, reviews, /h, 'x: bbb, k: d', two-headers",
    "GET, reviews, /h, 'x: bbb, k: dd', none",
    "GET, reviews, /h, 'z: ', present",
    "GET, reviews, /h, '', none",
    "GET, reviews, /w, '', without",
    "GET, reviews, /w, 'x: b', without",
    "GET, reviews, /w, 'x: a', none",
    "GET, reviews, /q?x=a, '', query",
    "GET, reviews, /q?x=b, '', none",
    "GET, reviews, /q?x=b&k, '', query-present",
    "DELETE, reviews, /m, '', method",
    "GET, reviews, /m, '', none",
    "GET, reviews.default.svc, /a, '', authority",
    "GET, reviews, /a, '', none",
    "GET, reviews, /s, '', scheme",
    "GET, reviews, /c, '', mesh",
  })
  void takesTheFirstRuleThatMatches(
      String method, String host, String target, String headers, String rule) throws Exception {
    assertThat(matched(method, host, target, headers)).isEqualTo(rule);
  }

  private static String matched(String method, String host, String target, String headers)
      throws IOException {
    Request request = Request.get(host + ":" + REVIEWS_PORT, target).method(method);
    for (String header : headers.split(",", -1)) {
      int colon = header.indexOf(':');
      if (colon > 0) {
        request =
            request.with(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
      }
    }
    return sidecar.call(REVIEWS_PORT, request).body();
  }
}
