package dev.signalbox.translator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.Values;
import dev.signalbox.translator.model.Mesh;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change of one of many routes costs its parts, and what it changes is routes alone. */
class IncrementalRoutesTest {
  private static final int SERVICES = 1000;

  /** A virtual host, its route configuration, and the pass that links all routes. */
  private static final long ONE_ROUTE = 3;

  /** Its port's routes in order. */
  private static final int ITS_PORT = 1;

  private static final ProxyView SIDECAR = view("sidecar~127.0.0.1~a.default~x", "");
  private static final ProxyView GATEWAY = view("router~127.0.0.1~edge.default~x", "edge");

  private final Translator translator = new Translator();
  private final Map<ProxyView, Snapshot> snapshots = new HashMap<>();
  private ManifestSet manifests = ManifestSet.empty();

  private static ProxyView view(String id, String gateway) {
    Value labels =
        Value.newBuilder()
            .setStructValue(
                Struct.newBuilder()
                    .putFields("gateway.networking.k8s.io/gateway-name", Values.of(gateway)))
            .build();
    return ProxyNode.of(
            Node.newBuilder()
                .setId(id)
                .setMetadata(Struct.newBuilder().putFields("LABELS", labels))
                .build())
        .view();
  }

  private static String service(String name, int port) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: %s}
    spec: {ports: [{name: %s, port: %d}]}
    """
        .formatted(name, name.equals("grpc") ? "grpc" : "http", port);
  }

  private static String route(int i, String header) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: s%d}
    spec:
      hostnames: [s%d.example.com]
      parentRefs:
      - {group: "", kind: Service, name: s%d}
      - {name: edge}
      rules:
      - matches: [{headers: [{name: %s, value: a}]}]
        backendRefs: [{name: s%d, port: %d}]
    """
        .formatted(i, i, i, header, i, 8000 + i);
  }

  private static String linkerdRoute(String header) {
    return """
    apiVersion: policy.linkerd.io/v1beta3
    kind: HTTPRoute
    metadata: {name: linkerd}
    spec:
      parentRefs: [{group: core, kind: Service, name: linkerd}]
      rules: [{matches: [{headers: [{name: %s, value: a}]}]}]
    """
        .formatted(header);
  }

  private static String grpcRoute(String method) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: GRPCRoute
    metadata: {name: grpc}
    spec:
      parentRefs: [{group: "", kind: Service, name: grpc}]
      rules: [{matches: [{method: {service: Echo, method: %s}}]}]
    """
        .formatted(method);
  }

  private static String profile(String path) {
    return """
    apiVersion: linkerd.io/v1alpha2
    kind: ServiceProfile
    metadata: {name: profiled.default.svc.cluster.local}
    spec: {routes: [{name: a, condition: {pathRegex: %s}}]}
    """
        .formatted(path);
  }

  private static String grant(String kind) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: ReferenceGrant
    metadata: {name: stock, namespace: other}
    spec:
      from: [{group: gateway.networking.k8s.io, kind: %s, namespace: default}]
      to: [{group: "", kind: Service}]
    """
        .formatted(kind);
  }

  private static String gateway(String listeners) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: edge}
    spec: {gatewayClassName: signalbox, listeners: [%s]}
    """
        .formatted(listeners);
  }

  @BeforeEach
  void fill() {
    ManifestSet.Edit edit = ManifestSet.empty().edit();
    for (int i = 0; i < SERVICES; i++) {
      edit.put("s" + i + ".yaml", service("s" + i, 8000 + i));
      edit.put("r" + i + ".yaml", route(i, "x-a"));
    }
    edit.put("linkerd.yaml", service("linkerd", 7001) + "---\n" + linkerdRoute("x-a"));
    edit.put("grpc.yaml", service("grpc", 7002) + "---\n" + grpcRoute("Echo"));
    edit.put("profiled.yaml", service("profiled", 7003) + "---\n" + profile("/a"));
    edit.put("grant.yaml", grant("HTTPRoute"));
    edit.put("gateway.yaml", gateway("{name: http, port: 80, protocol: HTTP}"));
    edit.put(
        "granted.yaml",
        service("granted", 7004)
            + """
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: stock, namespace: other}
            spec: {ports: [{name: http, port: 7005}]}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: granted}
            spec:
              parentRefs: [{group: "", kind: Service, name: granted}]
              rules: [{backendRefs: [{name: stock, namespace: other, port: 7005}]}]
            """);
    manifests = edit.build();
    translate(SIDECAR);
    translate(GATEWAY);
  }

  /** How many values were made anew. */
  private long translate(ProxyView view) {
    long before = translator.made();
    Mesh mesh = translator.mesh(manifests);
    snapshots.put(view, translator.translate(mesh, view).snapshot());
    return translator.made() - before;
  }

  @SuppressWarnings("ReferenceEquality") // Sharing is what is asked for.
  private List<String> changedBy(String file, String text, ProxyView view) {
    Snapshot before = snapshots.getOrDefault(view, Snapshot.empty());
    manifests = manifests.with(file, text);
    translate(view);
    Snapshot after = snapshots.getOrDefault(view, Snapshot.empty());
    List<String> changed = new ArrayList<>();
    for (ResourceType type : ResourceType.values()) {
      after
          .of(type)
          .forEach(
              (name, resource) -> {
                if (resource != before.of(type).get(name)) {
                  changed.add(type.shortName() + " " + name);
                }
              });
      before.of(type).keySet().stream()
          .filter(name -> !after.of(type).containsKey(name))
          .forEach(name -> changed.add("no " + type.shortName() + " " + name));
    }
    return changed;
  }

  private long costOf(String file, String text) {
    manifests = manifests.with(file, text);
    return translate(SIDECAR);
  }

  @Test
  void oneRouteOfMany() {
    assertThat(changedBy("r7.yaml", route(7, "x-b"), SIDECAR)).containsExactly("RDS 8007");
    assertThat(costOf("r7.yaml", route(7, "x-c"))).isEqualTo(ONE_ROUTE + ITS_PORT);
    assertThat(costOf("r7.yaml", "# a comment\n" + route(7, "x-c"))).isZero();
  }

  @Test
  void oneRouteOfManyAtAGateway() {
    assertThat(changedBy("r7.yaml", route(7, "x-b"), GATEWAY)).containsExactly("RDS http.80");
    manifests = manifests.with("r7.yaml", route(7, "x-c"));
    assertThat(translate(GATEWAY)).isEqualTo(ONE_ROUTE + ITS_PORT);
  }

  @Test
  void routesOfOtherKinds() {
    String linkerd = service("linkerd", 7001) + "---\n";
    assertThat(changedBy("linkerd.yaml", linkerd + linkerdRoute("x-b"), SIDECAR))
        .containsExactly("RDS 7001");
    assertThat(costOf("linkerd.yaml", linkerd + linkerdRoute("x-c")))
        .isEqualTo(ONE_ROUTE + ITS_PORT);

    String grpc = service("grpc", 7002) + "---\n";
    assertThat(changedBy("grpc.yaml", grpc + grpcRoute("Other"), SIDECAR))
        .containsExactly("RDS 7002");
    assertThat(costOf("grpc.yaml", grpc + grpcRoute("Third"))).isEqualTo(ONE_ROUTE + ITS_PORT);
  }

  @Test
  void aProfileThatChangesAndGoes() {
    String service = service("profiled", 7003);
    assertThat(changedBy("profiled.yaml", service + "---\n" + profile("/b"), SIDECAR))
        .containsExactly("RDS 7003");
    assertThat(costOf("profiled.yaml", service + "---\n" + profile("/c"))).isEqualTo(ONE_ROUTE);
    assertThat(changedBy("profiled.yaml", service, SIDECAR)).containsExactly("RDS 7003");
  }

  @Test
  void aGrantChangesWhatNeedsIt() {
    assertThat(changedBy("grant.yaml", grant("GRPCRoute"), SIDECAR)).containsExactly("RDS 7004");
    assertThat(changedBy("grant.yaml", grant("HTTPRoute"), GATEWAY)).isEmpty();
  }

  @Test
  void aListenerMoreIsOneListenerAndItsRoutes() {
    String two =
        gateway("{name: http, port: 80, protocol: HTTP}, {name: more, port: 81, protocol: HTTP}");
    assertThat(changedBy("gateway.yaml", two, GATEWAY))
        .containsExactly("LDS 0.0.0.0_81", "RDS http.81");
    assertThat(
            changedBy("gateway.yaml", gateway("{name: http, port: 80, protocol: HTTP}"), SIDECAR))
        .isEmpty();
  }
}
