package dev.signalbox.it;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** GRPCRoutes on Services, a table of calls for each of their behaviours. */
@Needs(Tool.ENVOY)
final class GrpcRouteTest {
  private static final int PORT = 7070;
  private static final String UNAVAILABLE = "UNAVAILABLE";
  private static final String UNIMPLEMENTED = "UNIMPLEMENTED";

  private static TestMesh mesh;
  private static GrpcEcho shadow;
  private static Envoy client;

  @BeforeAll
  static void start() throws Exception {
    mesh = TestMesh.empty();
    for (String version : new String[] {"v1", "v2"}) {
      mesh.write(version + ".yaml", service(version, mesh.own(GrpcEcho.start(version))));
    }
    mesh.write(
        "closed.yaml", Manifests.in("closed", service("v1", mesh.own(GrpcEcho.start("closed")))));
    shadow = mesh.own(GrpcEcho.start("shadow"));
    mesh.write("shadow.yaml", service("shadow", shadow));
    mesh.write("routes.yaml", TestFiles.text("routes/grpc.yaml"));
    client = mesh.sidecar(new EnvoyKind(EnvoyKind.NEWEST, Protocol.DELTA));
    eventually(() -> assertThat(outcome(of("methods", "shop.Cart/Add", "v1"))).isEqualTo("v1"));
  }

  @AfterAll
  static void end() throws IOException {
    mesh.close();
  }

  private static String service(String name, GrpcEcho instance) {
    return Manifests.service(name, "grpc", PORT, ImmutableList.of(instance.instance()));
  }

  /**
   * A call and what comes of it.
   *
   * @param outcome the version of the backend, or the status without one
   */
  record Call(String service, String method, ImmutableMap<String, String> headers, String outcome) {
    Call with(String name, String value) {
      return new Call(
          service,
          method,
          ImmutableMap.<String, String>builder().putAll(headers).put(name, value).buildOrThrow(),
          outcome);
    }
  }

  private static Call of(String service, String method, String outcome) {
    return new Call(service, method, ImmutableMap.of(), outcome);
  }

  static Stream<Call> calls() {
    return Stream.of(
        of("methods", "shop.Cart/Add", "v1"),
        of("methods", "shop.Cart/Remove", "v2"),
        of("methods", "shop.CartX/Remove", UNIMPLEMENTED),
        of("methods", "another.Service/Ping", "v2"),
        of("methods", "another.Service/Pings", UNIMPLEMENTED),
        of("methods", "shop.v12.Cart/GetAll", "v1"),
        of("methods", "shop.v12.Cart/Get", UNIMPLEMENTED),
        of("methods", "shopxv12.Cart/GetAll", UNIMPLEMENTED),
        of("methods", "any.Service/DeleteAll", "v2"),
        of("headers", "shop.Cart/Add", "v1"),
        of("headers", "shop.Cart/Add", "v2").with("end-user", "jason"),
        of("headers", "shop.Cart/Other", "v2").with("color", "blue").with("size", "12"),
        of("headers", "shop.Cart/Other", UNIMPLEMENTED).with("color", "blue"),
        of("headers", "shop.Cart/Other", UNIMPLEMENTED).with("color", "blue").with("size", "1m"),
        of("backends", "missing/Any", UNAVAILABLE),
        of("backends", "missing.Port/Any", UNAVAILABLE),
        of("backends", "other.Kind/Any", UNAVAILABLE),
        of("backends", "no.Weight/Any", UNAVAILABLE),
        of("backends", "not.Granted/Any", UNAVAILABLE),
        of("v2", "the.Parent/Any", "v2"),
        of("v2", "another.Service/Any", UNIMPLEMENTED),
        of("consumed.producer", "any.Service/Any", "v2"),
        of("by-path", "shop.Cart/Add", "v2"),
        of("by-path", "shop.Cart/Remove", UNIMPLEMENTED));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void goesWhereTheRoutesSay(Call call) {
    for (int i = 0; i < 3; i++) {
      assertThat(outcome(call)).isEqualTo(call.outcome);
    }
  }

  @Test
  void sharesCallsByWeight() {
    int calls = 400;
    long first =
        Stream.generate(() -> outcome(of("backends", "weights/Any", "")))
            .limit(calls)
            .filter("v1"::equals)
            .count();
    assertThat(first / (double) calls).isBetween(0.6, 0.8);
  }

  @Test
  void changesHeaders() {
    Map<String, String> sent = Map.of("test", "rule", "x-set", "1", "x-add", "1", "x-remove", "1");
    Answer answer = answer("filters", "shop.Cart/Add", sent);
    assertThat(answer.lines())
        .contains("x-set: set", "x-add: 1", "x-add: added")
        .noneMatch(line -> line.startsWith("x-remove") || line.equals("x-set: 1"));
    assertThat(answer.header("x-answer")).hasValue("by-rule");

    Answer ofBackend = answer("filters", "shop.Cart/Add", Map.of("test", "backend"));
    assertThat(ofBackend.lines()).contains("x-set: by-backend");
    assertThat(ofBackend.header("x-answer")).hasValue("by-backend");
  }

  @Test
  void sendsCopiesToMirrors() {
    Map<String, String> sent = Map.of("test", "mirror", "x-id", "copied");
    assertThat(answer("filters", "shop.Cart/Add", sent).version()).isEqualTo("v1");

    eventually(() -> assertThat(shadow.last()).contains("x-id: copied"));
  }

  private static String outcome(Call call) {
    try {
      return answer(call.service, call.method, call.headers).version();
    } catch (StatusRuntimeException failure) {
      return failure.getStatus().getCode().name();
    }
  }

  private static Answer answer(String service, String method, Map<String, String> headers) {
    InetSocketAddress listener = client.listener(PORT);
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress(listener.getHostString(), listener.getPort())
            .overrideAuthority(service + ":" + PORT)
            .usePlaintext()
            .build();
    try {
      return GrpcEcho.call(channel, method, headers);
    } finally {
      channel.shutdownNow();
    }
  }
}
