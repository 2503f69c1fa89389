package dev.signalbox.it.gatewayapi;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.controlplane.envoy.Bootstrap.Protocol;
import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.GrpcEcho;
import dev.signalbox.it.harness.GrpcEcho.Answer;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.Needs;
import dev.signalbox.it.harness.TestFiles;
import dev.signalbox.it.harness.TestMesh;
import dev.signalbox.it.harness.Tool;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** GRPCRoutes on Gateways, a table of calls for each of their behaviours. */
@Needs(Tool.ENVOY)
final class GrpcGatewayTest {
  private static final int PORT = 8080;
  private static final int BACKEND_PORT = 7070;
  private static final String EDGE = "edge";
  private static final String SECOND = "second";
  private static final String UNAVAILABLE = "UNAVAILABLE";
  private static final String UNIMPLEMENTED = "UNIMPLEMENTED";

  private static TestMesh mesh;
  private static GrpcEcho shadow;
  private static ImmutableMap<String, Envoy> gateways;

  @BeforeAll
  static void start() throws Exception {
    mesh = TestMesh.empty();
    for (String version : new String[] {"v1", "v2"}) {
      mesh.write(version + ".yaml", service(version, mesh.own(GrpcEcho.start(version))));
    }
    shadow = mesh.own(GrpcEcho.start("shadow"));
    mesh.write("shadow.yaml", service("shadow", shadow));
    mesh.write("routes.yaml", TestFiles.text("routes/grpc-gateway.yaml"));
    EnvoyKind kind = new EnvoyKind(EnvoyKind.NEWEST, Protocol.DELTA);
    gateways = ImmutableMap.of(EDGE, mesh.gateway(kind, EDGE), SECOND, mesh.gateway(kind, SECOND));
    for (String gateway : gateways.keySet()) {
      Call shared = new Call(gateway, "shared.example", "shop.Cart/Add", Map.of(), "v1");
      eventually(() -> assertThat(outcome(shared)).isEqualTo("v1"));
    }
  }

  @AfterAll
  static void end() throws IOException {
    mesh.close();
  }

  private static String service(String name, GrpcEcho instance) {
    return Manifests.service(name, "grpc", BACKEND_PORT, ImmutableList.of(instance.instance()));
  }

  /**
   * A call and what comes of it.
   *
   * @param outcome the version of the backend, or the status without one
   */
  record Call(
      String gateway,
      String authority,
      String method,
      Map<String, String> headers,
      String outcome) {}

  private static Call of(String authority, String method, String outcome) {
    return new Call(EDGE, authority, method, Map.of(), outcome);
  }

  private static Call headers(String outcome, String... pairs) {
    ImmutableMap.Builder<String, String> headers = ImmutableMap.builder();
    for (int i = 0; i < pairs.length; i += 2) {
      headers.put(pairs[i], pairs[i + 1]);
    }
    return new Call(EDGE, "headers.example", "any.Service/Any", headers.buildOrThrow(), outcome);
  }

  static Stream<Call> calls() {
    return Stream.of(
        of("one.example", "any.Service/Any", "v1"),
        of("one.example:8080", "any.Service/Any", "v1"),
        of("deep.one.example", "any.Service/Any", "v2"),
        of("other.one.example", "any.Service/Any", "v1"),
        of("very.deep.one.example", "any.Service/Any", "v1"),
        of("nobody.example", "any.Service/Any", UNIMPLEMENTED),
        of("methods.example", "shop.Cart/Add", "v1"),
        of("methods.example", "shop.Cart/Remove", "v2"),
        of("methods.example", "shop.Cart/Clear", UNIMPLEMENTED),
        of("methods.example", "shop.CartX/Add", UNIMPLEMENTED),
        headers("v1", "version", "one"),
        headers("v2", "version", "two"),
        headers("v1", "version", "two", "color", "orange"),
        headers("v2", "color", "blue"),
        headers("v2", "color", "green"),
        headers(UNIMPLEMENTED, "color", "purple"),
        headers(UNIMPLEMENTED, "another", "one"),
        of("backends.example", "no.weight/Any", UNAVAILABLE),
        of("backends.example", "missing/Any", UNAVAILABLE),
        of("backends.example", "none/Any", UNAVAILABLE),
        of("elsewhere.example", "granted/Any", "v1"),
        of("elsewhere.example", "not.granted/Any", UNAVAILABLE),
        new Call(SECOND, "elsewhere.example", "granted/Any", Map.of(), UNIMPLEMENTED),
        of("shared.example", "shop.Cart/Add", "v1"),
        of("shared.example", "shop.Cart/Remove", UNIMPLEMENTED),
        new Call(SECOND, "shared.example", "shop.Cart/Add", Map.of(), "v1"),
        new Call(SECOND, "shared.example", "shop.Cart/Remove", Map.of(), "v2"));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void goesWhereTheRoutesSay(Call call) {
    assertThat(outcome(call)).isEqualTo(call.outcome);
  }

  @Test
  void sharesCallsByWeight() {
    int calls = 400;
    ImmutableList<String> versions =
        Stream.generate(() -> outcome(of("backends.example", "weights/Any", "")))
            .limit(calls)
            .collect(ImmutableList.toImmutableList());

    assertThat(versions).containsOnly("v1", "v2");
    assertThat(versions.stream().filter("v1"::equals).count() / (double) calls).isBetween(0.6, 0.8);
  }

  @Test
  void changesHeaders() {
    Map<String, String> sent = Map.of("x-set", "1", "x-add", "1", "x-remove", "1", "x-kept", "1");
    assertThat(answer(EDGE, "backends.example", "changed/Any", sent).lines())
        .contains("x-set: set", "x-add: 1", "x-add: added", "x-kept: 1")
        .noneMatch(line -> line.startsWith("x-remove") || line.equals("x-set: 1"));
  }

  @Test
  void sendsCopiesToMirrors() {
    Answer answer = answer(EDGE, "backends.example", "mirrored/Any", Map.of("x-id", "copied"));

    assertThat(answer.version()).isEqualTo("v1");
    eventually(() -> assertThat(shadow.last()).contains("x-id: copied"));
  }

  private static String outcome(Call call) {
    try {
      return answer(call.gateway, call.authority, call.method, call.headers).version();
    } catch (StatusRuntimeException failure) {
      return failure.getStatus().getCode().name();
    }
  }

  private static Answer answer(
      String gateway, String authority, String method, Map<String, String> headers) {
    InetSocketAddress listener = Objects.requireNonNull(gateways.get(gateway)).listener(PORT);
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress(listener.getHostString(), listener.getPort())
            .overrideAuthority(authority)
            .usePlaintext()
            .build();
    try {
      return GrpcEcho.call(channel, method, headers);
    } finally {
      channel.shutdownNow();
    }
  }
}
