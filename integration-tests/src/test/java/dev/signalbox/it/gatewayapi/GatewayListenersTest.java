package dev.signalbox.it.gatewayapi;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.signalbox.controlplane.envoy.Bootstrap.Protocol;
import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.Instance;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.Needs;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.TestFiles;
import dev.signalbox.it.harness.TestMesh;
import dev.signalbox.it.harness.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which listeners a Gateway's proxy opens, and whose requests come in there. */
@Needs(Tool.ENVOY)
final class GatewayListenersTest {
  private static final EnvoyKind KIND = new EnvoyKind(EnvoyKind.NEWEST, Protocol.DELTA);
  private static final int PORT = 9080;
  private static final int ANY_HOST = 9081;
  private static final int OF_SET = 9083;
  private static final int OF_FRIENDS = 9085;
  private static final int DYNAMIC = 9090;

  private static TestMesh mesh;
  private static Envoy gateway;

  @BeforeAll
  static void start() throws Exception {
    mesh = TestMesh.empty();
    for (Instance backend : mesh.backends("v1", "v2", "v3")) {
      mesh.write(
          backend.version() + ".yaml",
          Manifests.service(backend.version(), "http", PORT, ImmutableList.of(backend)));
    }
    mesh.write("listeners.yaml", TestFiles.text("routes/listeners.yaml"));
    gateway = mesh.gateway(KIND, "edge");
    eventually(() -> assertThat(answer(ANY_HOST, "any.example", "/")).isEqualTo("v1"));
  }

  @AfterAll
  static void end() throws IOException {
    mesh.close();
  }

  /**
   * A request and what comes of it.
   *
   * @param answer the backend's version, or the status without one
   */
  record Case(int port, String host, String path, String answer) {}

  static Stream<Case> cases() {
    return Stream.of(
        new Case(PORT, "web.example", "/", "v1"),
        new Case(PORT, "shop.example", "/", "v2"),
        new Case(PORT, "young.example", "/", "v3"),
        new Case(PORT, "nobody.example", "/", "404"),
        new Case(ANY_HOST, "web.example", "/", "v1"),
        new Case(ANY_HOST, "grpc.example", "/", "404"),
        new Case(OF_SET, "any.example", "/", "v2"),
        new Case(OF_SET, "any.example", "/friend", "v2"),
        new Case(OF_FRIENDS, "any.example", "/friend", "302"),
        new Case(OF_FRIENDS, "any.example", "/", "v2"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void goesToTheListenersRoutes(Case expected) throws IOException {
    assertThat(answer(expected.port, expected.host, expected.path)).isEqualTo(expected.answer);
  }

  /**
   * Of a protocol that isn't supported, of two at once, and of a ListenerSet that isn't allowed.
   */
  @ParameterizedTest
  @ValueSource(ints = {9443, 9082, 9084})
  void isClosed(int port) {
    assertThatThrownBy(() -> answer(port, "any.example", "/")).isInstanceOf(ConnectException.class);
  }

  @Test
  void opensAndClosesListenersAsTheyComeAndGo() throws Exception {
    String set =
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: ListenerSet
        metadata: {name: dynamic}
        spec:
          parentRef: {name: edge}
          listeners: [{name: dynamic, port: %d, protocol: HTTP, hostname: %s}]
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: of-dynamic}
        spec:
          hostnames: [first.example, second.example]
          parentRefs: [{kind: ListenerSet, name: dynamic}]
          rules: [{backendRefs: [{name: v3, port: 9080}]}]
        """;
    mesh.write("dynamic.yaml", set.formatted(DYNAMIC, "first.example"));
    eventually(() -> assertThat(answer(DYNAMIC, "first.example", "/")).isEqualTo("v3"));
    assertThat(answer(DYNAMIC, "second.example", "/")).isEqualTo("404");

    mesh.write("dynamic.yaml", set.formatted(DYNAMIC, "second.example"));
    eventually(() -> assertThat(answer(DYNAMIC, "second.example", "/")).isEqualTo("v3"));
    assertThat(answer(DYNAMIC, "first.example", "/")).isEqualTo("404");

    mesh.write("dynamic.yaml", set.formatted(DYNAMIC + 1, "first.example"));
    eventually(() -> assertThat(answer(DYNAMIC + 1, "first.example", "/")).isEqualTo("v3"));
    eventually(
        () ->
            assertThatThrownBy(() -> answer(DYNAMIC, "second.example", "/"))
                .isInstanceOf(ConnectException.class));
  }

  @Test
  void isProgrammedOnceItsProxiesHaveTheAddressesThatItAsksFor() throws Exception {
    String fixed =
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: fixed}
        spec:
          gatewayClassName: signalbox
          addresses: [%s]
          listeners: [{name: http, port: 9080, protocol: HTTP}]
        """;
    Envoy proxy = mesh.gateway(KIND, "fixed");
    String address = proxy.listener(PORT).getHostString();
    mesh.write("fixed.yaml", fixed.formatted("{value: " + address + "}, {value: 192.0.2.1}"));
    eventually(() -> assertThat(programmed()).isEqualTo("AddressNotUsable"));
    assertThat(addresses()).isEqualTo(address);

    mesh.write("fixed.yaml", fixed.formatted("{value: " + address + "}"));
    eventually(() -> assertThat(programmed()).isEqualTo("Programmed"));

    mesh.write("fixed.yaml", fixed.formatted("{type: IPAddress}"));
    eventually(() -> assertThat(status().get("addresses").toString()).contains("IPAddress"));
    assertThat(programmed()).isEqualTo("Programmed");
    assertThat(addresses()).isEqualTo(address);
  }

  private static String programmed() throws IOException {
    return status().getAsJsonArray("conditions").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .filter(condition -> condition.get("type").getAsString().equals("Programmed"))
        .map(condition -> condition.get("reason").getAsString())
        .findFirst()
        .orElseThrow();
  }

  private static String addresses() throws IOException {
    return status().getAsJsonArray("addresses").asList().stream()
        .map(one -> one.getAsJsonObject().get("value").getAsString())
        .reduce("", String::concat);
  }

  private static JsonObject status() throws IOException {
    URI address =
        URI.create(
            "http://127.0.0.1:%d/api/v1/objects/gtw/default/fixed"
                .formatted(mesh.controlPlane().adminPort()));
    try (InputStream object = address.toURL().openStream()) {
      return JsonParser.parseString(new String(object.readAllBytes(), StandardCharsets.UTF_8))
          .getAsJsonObject()
          .getAsJsonObject("status");
    }
  }

  private static String answer(int port, String host, String path) throws IOException {
    return gateway.call(port, Request.get(host, path)).version();
  }
}
