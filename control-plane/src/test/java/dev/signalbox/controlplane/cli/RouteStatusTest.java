package dev.signalbox.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.ControlPlaneOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What get says of routes and Gateways. */
class RouteStatusTest {
  private static final String SERVICES =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: shop}
      spec: {ports: [{name: http, port: 80}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: stock}
      spec: {ports: [{name: http, port: 80}]}
      """;

  private static final String ROUTES =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: fine, generation: 3}
      spec:
        parentRefs: [{group: "", kind: Service, name: shop}]
        rules: [{backendRefs: [{name: shop, port: 80}]}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: unresolved}
      spec:
        parentRefs:
        - {group: "", kind: Service, name: stock, port: 8080}
        - {group: "", kind: Service, name: stock}
        - {kind: Service, name: stock}
        rules: [{backendRefs: [{name: nobody, port: 80}]}]
      """;

  private static final String PROFILE =
      """
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata: {name: shop.default.svc.cluster.local}
      spec: {routes: [{name: all, condition: {pathRegex: .*}}]}
      """;

  private static final String GATEWAY =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge}
      spec:
        gatewayClassName: signalbox
        listeners:
        - {name: http, port: 80, protocol: HTTP}
        - {name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: cert}]}}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: edge}
      spec: {parentRefs: [{name: edge}]}
      """;

  private static final String TLS =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: TLSRoute
      metadata: {name: secret}
      spec:
        hostnames: [secret.example]
        parentRefs: [{name: edge}, {name: nobody}]
        rules: [{backendRefs: [{name: shop, port: 80}]}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: {name: secret}
      spec:
        targetRefs: [{group: "", kind: Service, name: shop}]
        validation: {hostname: secret.example, wellKnownCACertificates: System}
      """;

  @TempDir Path folder;
  private ControlPlane controlPlane;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(folder.resolve("services.yaml"), SERVICES);
    Files.writeString(folder.resolve("routes.yaml"), ROUTES);
    controlPlane = ControlPlane.start(ControlPlaneOptions.onLoopback(folder));
    await().until(() -> get("httproute", "fine").contains("fine"));
  }

  @AfterEach
  void stop() {
    controlPlane.close();
  }

  @Test
  void theOldestTcpRouteHasAListener() throws IOException {
    Files.writeString(
        folder.resolve("tcp.yaml"),
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: tcp}
        spec:
          gatewayClassName: signalbox
          listeners: [{name: tcp, port: 3306, protocol: TCP}]
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: TCPRoute
        metadata: {name: older, creationTimestamp: "2026-01-01T00:00:00Z"}
        spec: {parentRefs: [{name: tcp}], rules: [{backendRefs: [{name: shop, port: 80}]}]}
        ---
        apiVersion: gateway.networking.k8s.io/v1alpha2
        kind: TCPRoute
        metadata: {name: younger, creationTimestamp: "2026-02-01T00:00:00Z"}
        spec: {parentRefs: [{name: tcp}], rules: [{backendRefs: [{name: nobody, port: 80}]}]}
        """);
    await().until(() -> get("tcproute", "younger").contains("younger"));

    assertThat(get("tcproutes", "-o", "wide"))
        .containsPattern("older +\\S+ +True +True")
        .containsPattern("younger +\\S+ +False .Conflicted. +False .BackendNotFound.");
    assertThat(get("gateways.gateway.networking.k8s.io", "tcp", "-o", "yaml"))
        .contains("kind: TCPRoute", "attachedRoutes: 1");
  }

  @Test
  void anExtensionOfABackendIsAKindThatNobodyKnows() throws IOException {
    Files.writeString(
        folder.resolve("extension.yaml"),
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: extended}
        spec:
          parentRefs: [{group: "", kind: Service, name: shop}]
          rules:
          - sessionPersistence: {cookie: {name: shop}}
            backendRefs:
            - name: shop
              port: 80
              filters:
              - {type: ExtensionRef, extensionRef: {group: example.com, kind: Limit, name: few}}
        """);
    await().until(() -> get("httproute", "extended").contains("extended"));

    assertThat(conditions("extended")).containsExactly("Accepted True", "InvalidKind False");
  }

  @Test
  void saysOfEachParentWhetherTheRouteIsAcceptedAndItsBackendsAreThere() {
    assertThat(get("httproute", "fine", "-o", "yaml"))
        .contains("controllerName: signalbox.dev/gateway-controller", "observedGeneration: 3");
    assertThat(conditions("fine")).containsExactly("Accepted True", "ResolvedRefs True");
    assertThat(conditions("unresolved"))
        .containsExactly(
            "NoMatchingParent False",
            "BackendNotFound False",
            "Accepted True",
            "BackendNotFound False");
    assertThat(get("httproutes", "-o", "wide"))
        .containsPattern("fine +<unknown> +True +True ")
        .contains("False (NoMatchingParent), True", "False (BackendNotFound)");
  }

  @Test
  void saysTheSameOfLinkerdsRoutesForEachParentThatIsOurs() throws Exception {
    Files.writeString(
        folder.resolve("linkerd.yaml"),
        """
        apiVersion: v1
        kind: Service
        metadata: {name: files}
        spec: {ports: [{name: tcp, port: 70}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: elsewhere}
        spec: {type: ExternalName, externalName: example.org}
        ---
        apiVersion: policy.linkerd.io/v1beta3
        kind: HTTPRoute
        metadata: {name: linkerds}
        spec:
          parentRefs:
          - {group: core, kind: Service, name: shop}
          - {group: core, kind: Service, name: shop, port: 8080}
          - {group: core, kind: Service, name: files}
          - {group: core, kind: Service, name: elsewhere}
          - {kind: Server, name: shop}
          - {kind: EgressNetwork, name: all}
          rules: [{backendRefs: [{kind: EgressNetwork, group: policy.linkerd.io, name: all, port: 80}]}]
        """);
    await().until(() -> get("httproutes.policy.linkerd.io", "linkerds").contains("linkerds"));

    String yaml = get("httproutes.policy.linkerd.io", "linkerds", "-o", "yaml");
    assertThat(yaml)
        .contains("controllerName: signalbox.dev/gateway-controller", "group: core")
        .contains("the parent Service is of the type ExternalName");
    assertThat(conditionsIn(yaml))
        .containsExactly(
            "Accepted True",
            "InvalidKind False",
            "NoMatchingParent False",
            "InvalidKind False",
            "NoMatchingParent False",
            "InvalidKind False",
            "NoMatchingParent False",
            "InvalidKind False");
  }

  @Test
  void saysThatAServiceProfileOverridesARoute() throws Exception {
    Files.writeString(folder.resolve("profile.yaml"), PROFILE);
    await().untilAsserted(() -> assertThat(conditions("fine")).contains("Conflicted False"));

    Files.delete(folder.resolve("profile.yaml"));
    await().untilAsserted(() -> assertThat(conditions("fine")).contains("Accepted True"));
  }

  @Test
  void saysThatSomeOrAllRulesCantBeBuilt() throws Exception {
    Files.writeString(folder.resolve("broken.yaml"), broken("some", "- {}"));
    Files.writeString(folder.resolve("all-broken.yaml"), broken("all", ""));
    await()
        .untilAsserted(
            () ->
                assertThat(conditions("some"))
                    .containsExactly(
                        "Accepted True", "ResolvedRefs True", "UnsupportedValue True"));
    await()
        .untilAsserted(
            () ->
                assertThat(conditions("all"))
                    .containsExactly("UnsupportedValue False", "ResolvedRefs True"));
  }

  private static String broken(String name, String otherRule) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: %s}
    spec:
      parentRefs: [{group: "", kind: Service, name: shop}]
      rules:
      - filters: [{type: RequestRedirect, requestRedirect: {statusCode: 399}}]
      %s
    """
        .formatted(name, otherRule);
  }

  @Test
  void saysOfAGatewayWhichListenersItHasAndHowManyRoutes() throws Exception {
    Files.writeString(folder.resolve("gateway.yaml"), GATEWAY);
    await()
        .untilAsserted(
            () ->
                assertThat(get("gateways.gateway.networking.k8s.io", "edge", "-o", "yaml"))
                    .contains("attachedRoutes: 1", "reason: Programmed")
                    .contains("attachedRoutes: 0", "reason: UnsupportedProtocol"));
    assertThat(conditions("edge")).containsExactly("Accepted True", "ResolvedRefs True");
  }

  @Test
  void saysOfKindsForTlsThatTheyAreNotSupportedYet() throws Exception {
    Files.writeString(folder.resolve("gateway.yaml"), GATEWAY);
    Files.writeString(folder.resolve("tls.yaml"), TLS);
    await()
        .untilAsserted(
            () ->
                assertThat(get("tlsroutes", "secret", "-o", "yaml"))
                    .containsPattern("parents:\\s+- parentRef:\\s+group: gateway")
                    .containsPattern("status: '?\"?False\"?'?\\s+reason: UnsupportedValue")
                    .containsOnlyOnce("controllerName:"));
    assertThat(get("backendtlspolicies", "secret", "-o", "yaml"))
        .containsPattern("ancestors:\\s+- ancestorRef:\\s+group: ['\"]{2}\\s+kind: Service")
        .contains("reason: UnsupportedValue");
  }

  /** Each condition's reason and status, in order. */
  private List<String> conditions(String route) {
    return conditionsIn(get("httproute", route, "-o", "yaml"));
  }

  private static List<String> conditionsIn(String yaml) {
    Matcher matcher =
        Pattern.compile("status: '?\"?(True|False)\"?'?\\s+reason: (\\w+)").matcher(yaml);
    return matcher.results().map(found -> found.group(2) + " " + found.group(1)).toList();
  }

  private String get(String... arguments) {
    List<String> all = new ArrayList<>(List.of("get"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--server", "127.0.0.1:" + controlPlane.xdsPort()));
    StringWriter out = new StringWriter();
    PrintWriter err = new PrintWriter(new StringWriter());
    Main.run(Map.of(), new PrintWriter(out), err, all.toArray(String[]::new));
    return out.toString();
  }
}
