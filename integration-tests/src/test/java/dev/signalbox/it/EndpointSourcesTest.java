package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static dev.signalbox.it.harness.TestMesh.REVIEWS_PORT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import dev.signalbox.it.harness.Backend;
import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.Loopback;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.OnNewestEnvoy;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.TestMesh;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All the ways by which a service's endpoints, and the labels of its subsets, can be told. */
@OnNewestEnvoy
final class EndpointSourcesTest {
  private static final Request REVIEWS = Request.get("reviews:9080", "/reviews/0");
  private static final Request ENTRY = Request.get("reviews.example:9080", "/reviews/0");

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: reviews}
      spec:
        selector: {app: reviews}
        ports:
        - {name: http, port: 9080, targetPort: PORT}
      """;

  private static final String POD =
      """
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: reviews-VERSION, labels: {app: reviews, version: VERSION}}
      status:
        phase: Running
        podIP: ADDRESS
        conditions: [{type: Ready, status: "True"}]
      """;

  private static final String ENDPOINT_SLICE =
      """
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: reviews-VERSION, labels: {kubernetes.io/service-name: reviews}}
      addressType: IPv4
      ports: [{name: http, port: PORT}]
      endpoints:
      - addresses: [ADDRESS]
        conditions: {ready: true}
        targetRef: {kind: Pod, name: reviews-VERSION}
      """;

  private static final String ENDPOINTS =
      """
      ---
      apiVersion: v1
      kind: Endpoints
      metadata: {name: reviews}
      subsets:
      - ports: [{name: http, port: PORT}]
        addresses:
        - {ip: V1, targetRef: {kind: Pod, name: reviews-v1}}
        - {ip: V2, targetRef: {kind: Pod, name: reviews-v2}}
      """;

  private static final String SERVICE_ENTRY =
      """
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: {name: reviews}
      spec:
        hosts: [reviews.example]
        ports: [{number: 9080, name: http, protocol: HTTP, targetPort: PORT}]
        resolution: STATIC
        endpoints:
        - {address: V1, labels: {version: v1}}
        - {address: V2, labels: {version: v2}}
      """;

  private final EnvoyKind kind;
  private final String v1 = Loopback.next();
  private final String v2 = Loopback.next();
  private Backend first;
  private Backend second;

  EndpointSourcesTest(EnvoyKind kind) {
    this.kind = kind;
  }

  @BeforeEach
  void startBackends() throws IOException {
    first = Backend.start("v1", new InetSocketAddress(InetAddresses.forString(v1), 0));
    int port = first.instance().port();
    second = Backend.start("v2", new InetSocketAddress(InetAddresses.forString(v2), port));
  }

  @AfterEach
  void stopBackends() throws IOException {
    first.close();
    second.close();
  }

  @Test
  void selectedPods() throws Exception {
    assertRouted(SERVICE + ofEach(POD), "reviews", REVIEWS);
  }

  @Test
  void endpointSlices() throws Exception {
    assertRouted(SERVICE + ofEach(POD) + ofEach(ENDPOINT_SLICE), "reviews", REVIEWS);
  }

  @Test
  void endpoints() throws Exception {
    assertRouted(SERVICE + ofEach(POD) + ENDPOINTS, "reviews", REVIEWS);
  }

  @Test
  void serviceEntry() throws Exception {
    assertRouted(SERVICE_ENTRY, "reviews.example", ENTRY);
  }

  private void assertRouted(String services, String host, Request request) throws Exception {
    try (TestMesh mesh = TestMesh.empty()) {
      mesh.write("services.yaml", filled(services));
      mesh.write("subsets.yaml", Manifests.subsets(host, "v1", "v2"));
      mesh.write("route.yaml", Manifests.allTo(host, "v1"));
      Envoy sidecar = mesh.sidecar(kind);
      eventually(() -> assertThat(version(sidecar, request)).isEqualTo("v1"));
      mesh.write("route.yaml", Manifests.allTo(host, "v2"));
      eventually(() -> assertThat(version(sidecar, request)).isEqualTo("v2"));
      assertThat(mesh.errorPlaces()).isEmpty();
    }
  }

  private String ofEach(String manifest) {
    return manifest.replace("VERSION", "v1").replace("ADDRESS", v1)
        + manifest.replace("VERSION", "v2").replace("ADDRESS", v2);
  }

  private String filled(String manifests) {
    return manifests
        .replace("PORT", Integer.toString(first.instance().port()))
        .replace("V1", v1)
        .replace("V2", v2);
  }

  private static String version(Envoy sidecar, Request request) throws Exception {
    return sidecar.call(REVIEWS_PORT, request).version();
  }
}
