package dev.signalbox.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableMap;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.ControlPlaneOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What get says of Gateways, their classes and their ListenerSets. */
class GatewayStatusTest {
  private static final String GATEWAYS = "gateways.gateway.networking.k8s.io";

  private static final String MANIFESTS =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: ours, generation: 2}
      spec: {controllerName: signalbox.dev/gateway-controller, description: For shops.}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: parameters}
      spec:
        controllerName: signalbox.dev/gateway-controller
        parametersRef: {group: example.com, kind: Parameters, name: large}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: theirs}
      spec: {controllerName: example.com/controller}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, generation: 5}
      spec:
        gatewayClassName: ours
        allowedListeners: {namespaces: {from: Same}}
        listeners:
        - {name: web, port: 80, protocol: HTTP, hostname: web.example.com}
        - {name: odd, port: 80, protocol: HTTP, allowedRoutes: {kinds: [{kind: Odd}, {kind: GRPCRoute}]}}
        - {name: secure, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: cert}]}}
        - {name: mixed, port: 9000, protocol: HTTP}
        - {name: up, port: 9000, protocol: TLS, tls: {mode: Passthrough}}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: ListenerSet
      metadata: {name: some}
      spec:
        parentRef: {name: edge}
        listeners:
        - {name: web, port: 80, protocol: HTTP, hostname: web.example.com}
        - {name: shop, port: 80, protocol: HTTP, hostname: shop.example.com}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: ListenerSet
      metadata: {name: zero}
      spec:
        parentRef: {name: edge}
        listeners: [{name: shop, port: 80, protocol: HTTP, hostname: shop.example.com}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: ListenerSet
      metadata: {name: stranger, namespace: elsewhere}
      spec:
        parentRef: {name: edge, namespace: default}
        listeners: [{name: more, port: 81, protocol: HTTP}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: parametrized}
      spec:
        gatewayClassName: signalbox
        allowedListeners: {namespaces: {from: Same}}
        infrastructure: {parametersRef: {group: example.com, kind: Parameters, name: small}}
        listeners: [{name: http, port: 80, protocol: HTTP}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: ListenerSet
      metadata: {name: orphan}
      spec:
        parentRef: {name: parametrized}
        listeners: [{name: more, port: 81, protocol: HTTP}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: tcp-only}
      spec:
        gatewayClassName: signalbox
        listeners: [{name: odd, port: 80, protocol: example.com/odd}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: named}
      spec:
        gatewayClassName: signalbox
        addresses: [{type: example.com/name, value: edge}]
        listeners: [{name: http, port: 80, protocol: HTTP}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: addressed}
      spec:
        gatewayClassName: signalbox
        addresses: [{value: 192.0.2.1}]
        listeners: [{name: http, port: 80, protocol: HTTP}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: any-address}
      spec:
        gatewayClassName: signalbox
        addresses: [{type: IPAddress}]
        listeners: [{name: http, port: 80, protocol: HTTP}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: theirs}
      spec:
        gatewayClassName: theirs
        listeners: [{name: http, port: 80, protocol: HTTP}]
      status: {conditions: [{type: Accepted, status: "True", reason: Theirs, message: ""}]}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: shop}
      spec:
        parentRefs:
        - {kind: ListenerSet, name: some, sectionName: shop}
        - {name: edge, sectionName: shop}
        - {name: edge, sectionName: mixed}
        - {kind: ListenerSet, name: stranger, namespace: elsewhere}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GRPCRoute
      metadata: {name: shop}
      spec: {parentRefs: [{name: edge, sectionName: odd}]}
      """;

  @TempDir Path folder;
  private ControlPlane controlPlane;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(folder.resolve("gateways.yaml"), MANIFESTS);
    controlPlane = ControlPlane.start(ControlPlaneOptions.onLoopback(folder));
    await().until(() -> get(GATEWAYS, "edge").contains("edge"));
  }

  @AfterEach
  void stop() {
    controlPlane.close();
  }

  /** An object, or one of its listeners or parents, with all conditions. */
  record Case(String object, String part, List<String> conditions) {}

  static Stream<Case> cases() {
    String valid = "Accepted True Accepted";
    String programmed = "Programmed True Programmed";
    String resolved = "ResolvedRefs True ResolvedRefs";
    String free = "Conflicted False NoConflicts";
    return Stream.of(
        of("gatewayclass/ours", "", valid, "SupportedVersion True SupportedVersion"),
        of("gatewayclass/signalbox", "", valid, "SupportedVersion True SupportedVersion"),
        of(
            "gatewayclass/parameters",
            "",
            "Accepted False InvalidParameters",
            "SupportedVersion True SupportedVersion"),
        of("gatewayclass/theirs", ""),
        of(GATEWAYS + "/edge", "", "Accepted True ListenersNotValid", programmed),
        of(GATEWAYS + "/edge", "web", valid, programmed, resolved, free),
        of(
            GATEWAYS + "/edge",
            "odd",
            valid,
            programmed,
            "ResolvedRefs False InvalidRouteKinds",
            free),
        of(
            GATEWAYS + "/edge",
            "secure",
            "Accepted False UnsupportedProtocol",
            "Programmed False Invalid",
            resolved,
            free),
        of(GATEWAYS + "/edge", "mixed", conflicted("Invalid", "Invalid", "ProtocolConflict")),
        of(GATEWAYS + "/edge", "up", conflicted("Invalid", "Invalid", "ProtocolConflict")),
        of("listenerset/some", "", "Accepted True ListenersNotValid", programmed),
        of(
            "listenerset/some",
            "web",
            conflicted("HostnameConflict", "HostnameConflict", "HostnameConflict")),
        of("listenerset/some", "shop", valid, programmed, resolved, free),
        of(
            "listenerset/zero",
            "",
            "Accepted False ListenersNotValid",
            "Programmed False ListenersNotValid"),
        of("listenerset/stranger", "", "Accepted False NotAllowed", "Programmed False NotAllowed"),
        of(
            "listenerset/orphan",
            "",
            "Accepted False ParentNotAccepted",
            "Programmed False ParentNotAccepted"),
        of(
            GATEWAYS + "/parametrized",
            "",
            "Accepted False InvalidParameters",
            "Programmed False Invalid"),
        of(
            GATEWAYS + "/tcp-only",
            "",
            "Accepted False ListenersNotValid",
            "Programmed False Invalid"),
        of(
            GATEWAYS + "/named",
            "",
            "Accepted False UnsupportedAddress",
            "Programmed False Invalid"),
        of(GATEWAYS + "/addressed", "", valid, "Programmed False AddressNotUsable"),
        of(GATEWAYS + "/any-address", "", valid, "Programmed False AddressNotAssigned"),
        of(GATEWAYS + "/theirs", "", "Accepted True Theirs"),
        of("httproute/shop", "some/shop", valid, resolved),
        of("httproute/shop", "edge/shop", "Accepted False NoMatchingParent", resolved),
        of("httproute/shop", "edge/mixed", "Accepted False NotAllowedByListeners", resolved),
        of("httproute/shop", "stranger/", "Accepted False NoMatchingParent", resolved),
        of("grpcroute/shop", "edge/odd", valid, resolved));
  }

  private static String[] conflicted(String accepted, String programmed, String conflicted) {
    return new String[] {
      "Accepted False " + accepted,
      "Programmed False " + programmed,
      "ResolvedRefs True ResolvedRefs",
      "Conflicted True " + conflicted
    };
  }

  private static Case of(String object, String part, String... conditions) {
    return new Case(object, part, List.of(conditions));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void hasTheConditions(Case expected) {
    JsonObject status = status(expected.object);
    assertThat(conditions(part(status, expected.part))).isEqualTo(expected.conditions);
  }

  /** By a listener's name, or a parent's with its section. */
  private static JsonObject part(JsonObject status, String part) {
    if (part.isEmpty()) {
      return status;
    }
    String list = status.has("listeners") ? "listeners" : "parents";
    return status.getAsJsonArray(list).asList().stream()
        .map(JsonElement::getAsJsonObject)
        .filter(one -> part.equals(list.equals("parents") ? parent(one) : text(one, "name")))
        .findFirst()
        .orElseThrow();
  }

  private static String parent(JsonObject parent) {
    JsonObject reference = parent.getAsJsonObject("parentRef");
    return text(reference, "name")
        + "/"
        + (reference.has("sectionName") ? text(reference, "sectionName") : "");
  }

  private static List<String> conditions(JsonObject status) {
    return !status.has("conditions")
        ? List.of()
        : status.getAsJsonArray("conditions").asList().stream()
            .map(JsonElement::getAsJsonObject)
            .map(one -> text(one, "type") + " " + text(one, "status") + " " + text(one, "reason"))
            .toList();
  }

  @Test
  void countsRoutesAndListenerSets() {
    JsonObject edge = status(GATEWAYS + "/edge");

    assertThat(edge.get("attachedListenerSets").getAsInt()).isEqualTo(1);
    assertThat(part(edge, "odd").get("attachedRoutes").getAsInt()).isEqualTo(1);
    assertThat(part(edge, "odd").getAsJsonArray("supportedKinds").toString())
        .isEqualTo("[{\"group\":\"gateway.networking.k8s.io\",\"kind\":\"GRPCRoute\"}]");
    assertThat(part(edge, "secure").getAsJsonArray("supportedKinds")).isEmpty();
    assertThat(part(status("listenerset/some"), "shop").get("attachedRoutes").getAsInt())
        .isEqualTo(1);
    assertThat(edge.getAsJsonArray("conditions").get(0).toString())
        .contains("\"observedGeneration\":5");
  }

  @Test
  void listsAsKubectlDoes() {
    assertThat(get(GATEWAYS))
        .containsPattern("NAME +CLASS +ADDRESS +PROGRAMMED +AGE")
        .containsPattern("edge +ours +True +<unknown>")
        .containsPattern("parametrized +signalbox +False +<unknown>");
    assertThat(get(GATEWAYS, "-o", "wide"))
        .containsPattern("AGE +ACCEPTED +ROUTES +FILE")
        .contains("web:0,odd:1,secure:0,mixed:0,up:0");
    assertThat(get("gatewayclasses"))
        .containsPattern("NAME +CONTROLLER +ACCEPTED +AGE")
        .containsPattern("ours +signalbox.dev/gateway-controller +True +<unknown>")
        .containsPattern("theirs +example.com/controller +<unknown>")
        .containsPattern("signalbox +signalbox.dev/gateway-controller +True +<unknown>");
    assertThat(get("gc", "-o", "wide"))
        .containsPattern("ours .*For shops\\. +gateways.yaml:1")
        .containsPattern("signalbox .*\\(built in\\)");
    assertThat(get("lset"))
        .containsPattern("NAME +ACCEPTED +PROGRAMMED +AGE")
        .containsPattern("zero +False +False +<unknown>");
    assertThat(get("all"))
        .doesNotContain("(built in)", "gatewayclass.gateway.networking.k8s.io/signalbox");
  }

  @Test
  void aConditionKeepsItsTimeAsLongAsItKeepsItsStatus() throws Exception {
    Instant start = Instant.now();
    String before = time("Programmed", status(GATEWAYS + "/addressed"));
    assertThat(Instant.parse(before)).isBeforeOrEqualTo(start);
    // Times have no fractions.
    await().until(() -> Instant.now().isAfter(Instant.parse(before).plusSeconds(1)));

    String usable = MANIFESTS.replace("addresses: [{value: 192.0.2.1}]", "addresses: []");
    Files.writeString(folder.resolve("gateways.yaml"), usable);
    await()
        .untilAsserted(
            () ->
                assertThat(conditions(status(GATEWAYS + "/addressed")))
                    .contains("Programmed True Programmed"));

    JsonObject status = status(GATEWAYS + "/addressed");
    assertThat(time("Accepted", status)).isEqualTo(before);
    assertThat(Instant.parse(time("Programmed", status))).isAfter(Instant.parse(before));
  }

  private static String time(String type, JsonObject status) {
    return status.getAsJsonArray("conditions").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .filter(condition -> text(condition, "type").equals(type))
        .map(condition -> text(condition, "lastTransitionTime"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void keepsWhatOthersHaveWrittenIntoTheStatus() throws Exception {
    String foreign =
        """
        {type: example.com/Checked, status: "True", reason: Seen, message: "",
         lastTransitionTime: "2025-01-01T00:00:00Z"}\
        """;
    Files.writeString(
        folder.resolve("foreign.yaml"),
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: foreign, generation: 2}
        spec:
          gatewayClassName: signalbox
          listeners: [{name: http, port: 80, protocol: HTTP}]
        status:
          conditions:
          - {type: Accepted, status: "False", reason: Old, message: ""}
          - FOREIGN
          listeners:
          - {name: gone, attachedRoutes: 3, supportedKinds: [], conditions: []}
          - {name: http, attachedRoutes: 3, supportedKinds: [], conditions: [FOREIGN]}
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: foreign}
        spec: {parentRefs: [{name: foreign}]}
        status:
          parents:
          - parentRef: {name: foreign}
            controllerName: example.com/controller
            conditions: [{type: Accepted, status: "False", reason: Theirs, message: ""}]
          - parentRef: {group: gateway.networking.k8s.io, kind: Gateway, name: foreign}
            controllerName: signalbox.dev/gateway-controller
            conditions: [FOREIGN]
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: GRPCRoute
        metadata: {name: nonsense}
        spec: {parentRefs: [{name: foreign}]}
        status: {parents: 7}
        """
            .replace("FOREIGN", foreign));
    await().until(() -> get("grpcroute", "nonsense").contains("nonsense"));

    JsonObject gateway = status(GATEWAYS + "/foreign");
    assertThat(conditions(gateway))
        .containsExactly(
            "Accepted True Accepted",
            "Programmed True Programmed",
            "example.com/Checked True Seen");
    assertThat(time("example.com/Checked", gateway)).isEqualTo("2025-01-01T00:00:00Z");
    assertThat(gateway.getAsJsonArray("listeners")).hasSize(1);
    assertThat(conditions(part(gateway, "http")))
        .hasSize(5)
        .contains("example.com/Checked True Seen");
    JsonObject route = status("httproute/foreign");
    assertThat(route.getAsJsonArray("parents").asList().stream().map(JsonElement::getAsJsonObject))
        .extracting(parent -> text(parent, "controllerName"), GatewayStatusTest::conditions)
        .containsExactly(
            tuple(
                "signalbox.dev/gateway-controller",
                List.of(
                    "Accepted True Accepted",
                    "ResolvedRefs True ResolvedRefs",
                    "example.com/Checked True Seen")),
            tuple("example.com/controller", List.of("Accepted False Theirs")));
    assertThat(status("grpcroute/nonsense").getAsJsonArray("parents")).hasSize(1);
    assertThat(
            controlPlane.findings().stream()
                .flatMap(finding -> finding.place().stream())
                .filter(place -> place.file().equals("foreign.yaml")))
        .isEmpty();
  }

  private JsonObject status(String object) {
    String namespace = object.endsWith("/stranger") ? "elsewhere" : "default";
    JsonObject json =
        JsonParser.parseString(get(object, "-o", "json", "-n", namespace)).getAsJsonObject();
    return json.has("status") ? json.getAsJsonObject("status") : new JsonObject();
  }

  private static String text(JsonObject object, String field) {
    return object.get(field).getAsString();
  }

  private String get(String... arguments) {
    List<String> all = new ArrayList<>(List.of("get"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--server", "127.0.0.1:" + controlPlane.xdsPort()));
    StringWriter out = new StringWriter();
    PrintWriter err = new PrintWriter(new StringWriter());
    Map<String, String> environment = ImmutableMap.of();
    Main.run(environment, new PrintWriter(out), err, all.toArray(String[]::new));
    return out.toString();
  }
}
