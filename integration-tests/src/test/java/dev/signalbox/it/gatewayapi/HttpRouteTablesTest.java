package dev.signalbox.it.gatewayapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.signalbox.it.harness.CommandLine;
import dev.signalbox.it.harness.Needs;
import dev.signalbox.it.harness.Response;
import dev.signalbox.it.harness.Tool;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** All rows of all tables. */
@Needs(Tool.ENVOY)
final class HttpRouteTablesTest {
  private static final int OK = 200;

  private static Edge edge;
  private static JsonArray routes;

  @BeforeAll
  static void start() throws Exception {
    edge = Edge.start();
    routes =
        JsonParser.parseString(
                CommandLine.on(edge.mesh()).ok("get", "httproutes", "-A", "-o", "json").out())
            .getAsJsonObject()
            .getAsJsonArray("items");
  }

  @AfterAll
  static void end() throws IOException {
    edge.close();
  }

  static Stream<Arguments> requests() throws IOException {
    return Table.all().stream()
        .flatMap(
            named ->
                named
                    .table()
                    .rows()
                    .map(row -> Arguments.of(named.name(), named.table().port(), row)));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void goesWhereTheRoutesSay(String file, int port, Table.Row row) throws IOException {
    Response response =
        Objects.requireNonNull(
                edge.gateways().get(Objects.requireNonNullElse(row.gateway(), Edge.FIRST)))
            .call(row.port() == 0 ? port : row.port(), row.request());

    assertThat(response.status()).isEqualTo(row.status() == 0 ? defaultStatus(row) : row.status());
    if (row.to() != null) {
      assertThat(response.version()).isEqualTo(row.to());
    }
    if (row.received() != null) {
      assertReceived(row.received(), response.body());
    }
    if (row.answer() != null) {
      row.answer().forEach((name, value) -> assertHeader(name, value, response.headers()));
    }
    if (row.location() != null) {
      assertThat(response.header("location")).hasValue(row.location());
    }
  }

  private static int defaultStatus(Table.Row row) {
    return row.location() == null ? OK : 302;
  }

  /** A backend's answer is the request as it came. */
  private static void assertReceived(Table.Received received, String body) {
    List<String> lines = Splitter.on('\n').splitToList(body);
    ImmutableListMultimap.Builder<String, String> headers = ImmutableListMultimap.builder();
    for (String line : lines.subList(1, lines.size() - 1)) {
      List<String> parts = Splitter.on(": ").limit(2).splitToList(line);
      headers.put(parts.get(0), parts.size() < 2 ? "" : parts.get(1));
    }
    if (received.path() != null) {
      assertThat(Splitter.on(' ').splitToList(lines.get(0)).get(1)).isEqualTo(received.path());
    }
    if (received.host() != null) {
      assertThat(headers.build().get("host")).containsExactly(received.host());
    }
    if (received.headers() != null) {
      received.headers().forEach((name, value) -> assertHeader(name, value, headers.build()));
    }
  }

  private static void assertHeader(
      String name, JsonElement expected, ImmutableListMultimap<String, String> headers) {
    ImmutableList<String> values = headers.get(name);
    if (expected.isJsonNull()) {
      assertThat(values).as(name).isEmpty();
      return;
    }
    String joined = String.join(",", values).replace(" ", "");
    if (expected.isJsonArray()) {
      assertThat(expected.getAsJsonArray().asList().stream().map(JsonElement::getAsString))
          .as(name)
          .contains(joined);
    } else {
      assertThat(joined).as(name).isEqualTo(expected.getAsString());
    }
  }

  static Stream<Arguments> statuses() throws IOException {
    return Table.all().stream()
        .flatMap(named -> named.table().verdicts().map(it -> Arguments.of(named.name(), it)));
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void theStatusSaysSo(String file, Table.Verdict verdict) {
    Optional<JsonObject> parent = parent(verdict);
    if (verdict.says().isEmpty()) {
      assertThat(parent).isEmpty();
      return;
    }
    JsonObject status = parent.orElseThrow();
    assertThat(written(verdict)).contains(status.getAsJsonObject("parentRef"));
    assertThat(status.get("controllerName").getAsString())
        .isEqualTo("signalbox.dev/gateway-controller");
    assertThat(
            status.getAsJsonArray("conditions").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .map(HttpRouteTablesTest::condition))
        .containsExactlyElementsOf(verdict.says());
    if (verdict.generation() > 0) {
      assertThat(status.getAsJsonArray("conditions"))
          .allSatisfy(
              condition ->
                  assertThat(condition.getAsJsonObject().get("observedGeneration").getAsInt())
                      .isEqualTo(verdict.generation()));
    }
  }

  static ImmutableList<Table.Named> tables() throws IOException {
    return Table.all();
  }

  /** Without this, a request that is answered with an error may be so for another reason. */
  @ParameterizedTest
  @MethodSource("tables")
  void onlyWhatIsWrongIsFound(Table.Named named) {
    assertThat(
            edge.mesh().errorPlaces().stream()
                .filter(place -> place.startsWith(named.name() + ":"))
                .findAny()
                .isPresent())
        .isEqualTo(named.table().errors());
  }

  private static String condition(JsonObject condition) {
    return Stream.of("type", "status", "reason")
        .map(field -> condition.get(field).getAsString())
        .reduce((one, other) -> one + " " + other)
        .orElseThrow();
  }

  /** A route's references to parents, with an API server's defaults. */
  private static Stream<JsonObject> written(Table.Verdict verdict) {
    return route(verdict).getAsJsonObject("spec").getAsJsonArray("parentRefs").asList().stream()
        .map(reference -> reference.deepCopy().getAsJsonObject())
        .peek(
            reference -> {
              reference.addProperty("group", "gateway.networking.k8s.io");
              reference.addProperty("kind", "Gateway");
            });
  }

  private static JsonObject route(Table.Verdict verdict) {
    return routes.asList().stream()
        .map(JsonElement::getAsJsonObject)
        .filter(object -> name(object).equals(qualified(verdict.route())))
        .findFirst()
        .orElseThrow();
  }

  private static Optional<JsonObject> parent(Table.Verdict verdict) {
    if (!(route(verdict).get("status") instanceof JsonObject status)) {
      return Optional.empty();
    }
    return status.getAsJsonArray("parents").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .filter(parent -> refersTo(parent.getAsJsonObject("parentRef"), verdict.parent()))
        .findFirst();
  }

  private static boolean refersTo(JsonObject reference, String parent) {
    String name = reference.get("name").getAsString();
    return (reference.has("sectionName")
            ? name + "/" + reference.get("sectionName").getAsString()
            : name)
        .equals(parent);
  }

  private static String qualified(String route) {
    return route.contains("/") ? route : "default/" + route;
  }

  private static String name(JsonObject object) {
    Map<String, JsonElement> metadata = object.getAsJsonObject("metadata").asMap();
    JsonElement namespace = metadata.get("namespace");
    return (namespace == null ? "default" : namespace.getAsString())
        + "/"
        + Objects.requireNonNull(metadata.get("name")).getAsString();
  }
}
