package dev.signalbox.translator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.Values;
import dev.signalbox.translator.model.Mesh;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change costs what changed, not what exists. */
class IncrementalTest {
  private static final int SERVICES = 50;

  private final Translator translator = new Translator();
  private final ProxyView view =
      ProxyNode.of(Node.newBuilder().setId("sidecar~127.0.0.1~a.default~x").build()).view();
  private ManifestSet manifests = ManifestSet.empty();
  private Snapshot snapshot = Snapshot.empty();

  private static String service(int i, String address) {
    return """
    apiVersion: networking.istio.io/v1
    kind: ServiceEntry
    metadata: {name: s%d}
    spec:
      hosts: [s%d.example.com]
      resolution: STATIC
      ports: [{number: %d, name: http, protocol: HTTP}]
      endpoints: [{address: %s, labels: {version: v1}}]
    """
        .formatted(i, i, 8000 + i, address);
  }

  private static String rules(int i, String header) {
    return """
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: s%d}
    spec:
      hosts: [s%d.example.com]
      http:
      - match: [{headers: {%s: {}}}]
        route: [{destination: {host: s%d.example.com}}]
      - route: [{destination: {host: s%d.example.com}}]
    """
        .formatted(i, i, header, i, i);
  }

  @BeforeEach
  void fill() {
    ManifestSet.Edit edit = ManifestSet.empty().edit();
    for (int i = 0; i < SERVICES; i++) {
      edit.put("s" + i + ".yaml", service(i, "127.0.0." + (i + 1)));
      edit.put("r" + i + ".yaml", rules(i, "x-a"));
    }
    manifests = edit.build();
    translate();
  }

  /** How many values were made anew. */
  private long translate() {
    long before = translator.made();
    Mesh mesh = translator.mesh(manifests);
    snapshot = translator.translate(mesh, view).snapshot();
    return translator.made() - before;
  }

  @SuppressWarnings("ReferenceEquality") // Sharing is what is asked for.
  private List<String> changedBy(String file, String text) {
    Snapshot before = snapshot;
    manifests = manifests.with(file, text);
    translate();
    List<String> changed = new ArrayList<>();
    for (ResourceType type : ResourceType.values()) {
      for (Map.Entry<String, Resource> entry : snapshot.of(type).entrySet()) {
        if (entry.getValue() != before.of(type).get(entry.getKey())) {
          changed.add(type.shortName() + " " + entry.getKey());
        }
      }
    }
    return changed;
  }

  @Test
  void unchangedInputMakesNothing() {
    assertThat(translate()).isZero();
  }

  @Test
  void movedCommentMakesNothing() {
    manifests = manifests.with("r7.yaml", "# a comment\n\n" + rules(7, "x-a"));
    assertThat(translate()).isZero();
  }

  @Test
  void editOfRulesMakesTheirHostAndItsRouteConfiguration() {
    assertThat(changedBy("r7.yaml", rules(7, "x-b"))).containsExactly("RDS 8007");

    manifests = manifests.with("r7.yaml", rules(7, "x-c"));
    // With the index of all rules.
    assertThat(translate()).isEqualTo(3);
  }

  @Test
  void editOfADelegateMakesItsRootsHost() {
    manifests =
        manifests.with("r7.yaml", root(7)).with("r8.yaml", root(8)).with("d.yaml", delegate(200));
    translate();
    assertThat(changedBy("d.yaml", delegate(204))).containsExactly("RDS 8007", "RDS 8008");

    manifests = manifests.with("d.yaml", "# a comment\n" + delegate(204));
    assertThat(translate()).isZero();
  }

  private static String root(int i) {
    return """
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: s%d}
    spec:
      hosts: [s%d.example.com]
      http: [{delegate: {name: delegate}}]
    """
        .formatted(i, i);
  }

  private static String delegate(int status) {
    return """
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: delegate}
    spec:
      http: [{directResponse: {status: %d}}]
    """
        .formatted(status);
  }

  @Test
  void endpointsTouchNoRoute() {
    assertThat(changedBy("s7.yaml", service(7, "127.0.1.1")))
        .containsExactly("EDS outbound|8007||s7.example.com");
  }

  @Test
  void equalViewsAndOtherNamespacesShareClusters() {
    Mesh mesh = translator.mesh(manifests);
    ProxyView other =
        ProxyNode.of(Node.newBuilder().setId("sidecar~127.0.0.2~b.other~x").build()).view();
    Snapshot second = translator.translate(mesh, other).snapshot();

    String name = "outbound|8007||s7.example.com";
    assertThat(second.of(ResourceType.CLUSTER).get(name))
        .isSameAs(snapshot.of(ResourceType.CLUSTER).get(name));
    assertThat(second.of(ResourceType.LISTENER).get("127.0.0.1_8007"))
        .isSameAs(snapshot.of(ResourceType.LISTENER).get("127.0.0.1_8007"));
  }

  /**
   * A namespace's Sidecars have different parts of the mesh; what is the same in both is shared.
   */
  @Test
  @SuppressWarnings("ReferenceEquality") // Sharing is what is asked for.
  void scopesShareWhatIsEqualAndKeepWhatIsNot() {
    manifests =
        manifests
            .with("a.yaml", sidecar("a", "s1", "s2"))
            .with("b.yaml", sidecar("b", "s2", "s3"))
            .with("s3.yaml", service(3, "127.0.0.9").replace("8003", "8002"));
    Mesh mesh = translator.mesh(manifests);
    Snapshot a = translator.translate(mesh, labelled("a")).snapshot();
    Snapshot b = translator.translate(mesh, labelled("b")).snapshot();
    assertThat(a.of(ResourceType.CLUSTER).keySet())
        .containsExactly("outbound|8001||s1.example.com", "outbound|8002||s2.example.com");

    String shared = "outbound|8002||s2.example.com";
    assertThat(b.of(ResourceType.CLUSTER).get(shared))
        .isSameAs(a.of(ResourceType.CLUSTER).get(shared));
    assertThat(b.of(ResourceType.LISTENER).get("127.0.0.1_8002"))
        .isSameAs(a.of(ResourceType.LISTENER).get("127.0.0.1_8002"));

    long before = translator.made();
    Mesh again = translator.mesh(manifests);
    translator.translate(again, labelled("a"));
    translator.translate(again, labelled("b"));
    assertThat(translator.made()).isEqualTo(before);

    Mesh changed = translator.mesh(manifests.with("r9.yaml", rules(9, "x-b")));
    assertThat(translator.translate(changed, labelled("a")).snapshot().of(ResourceType.ROUTES))
        .isSameAs(a.of(ResourceType.ROUTES));
  }

  private static String sidecar(String app, String... hosts) {
    return """
    apiVersion: networking.istio.io/v1
    kind: Sidecar
    metadata: {name: %s}
    spec:
      workloadSelector: {labels: {app: %s}}
      egress: [{hosts: ["*/%s.example.com"]}]
    """
        .formatted(app, app, String.join(".example.com\", \"*/", hosts));
  }

  private static ProxyView labelled(String app) {
    Value labels =
        Value.newBuilder()
            .setStructValue(Struct.newBuilder().putFields("app", Values.of(app)))
            .build();
    return ProxyNode.of(
            Node.newBuilder()
                .setId("sidecar~127.0.0.1~a.default~x")
                .setMetadata(Struct.newBuilder().putFields("LABELS", labels))
                .build())
        .view();
  }

  @Test
  void orderOfFilesAndDocumentsChangesNoByte() {
    StringBuilder all = new StringBuilder();
    for (int i = SERVICES - 1; i >= 0; i--) {
      all.append(rules(i, "x-a")).append("---\n");
      all.append(service(i, "127.0.0." + (i + 1))).append("---\n");
    }
    Translator fresh = new Translator();
    Mesh mesh = fresh.mesh(ManifestSet.empty().with("z.yaml", all.toString()));
    Snapshot other = fresh.translate(mesh, view).snapshot();

    for (ResourceType type : ResourceType.values()) {
      assertThat(other.version(type)).isEqualTo(snapshot.version(type));
      assertThat(other.of(type)).isEqualTo(snapshot.of(type));
    }
  }
}
