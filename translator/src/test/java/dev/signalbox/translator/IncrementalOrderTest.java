package dev.signalbox.translator;

import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.config.core.v3.Node;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change of an attached route or of a Service's annotations costs what changed, too. */
class IncrementalOrderTest {
  private static final int SERVICES = 50;

  private final Translator translator = new Translator();
  private final ProxyView view =
      ProxyNode.of(Node.newBuilder().setId("sidecar~127.0.0.1~a.default~x").build()).view();
  private ManifestSet manifests = ManifestSet.empty();
  private Snapshot snapshot = Snapshot.empty();

  private static String service(int i, int failures) {
    return """
    apiVersion: v1
    kind: Service
    metadata:
      name: s%d
      annotations:
        retry.linkerd.io/http: 5xx
        balancer.linkerd.io/failure-accrual: consecutive
        balancer.linkerd.io/failure-accrual-consecutive-max-failures: "%d"
    spec: {ports: [{name: http, port: %d}]}
    """
        .formatted(i, failures, 8000 + i);
  }

  private static String route(int i, String path) {
    return """
    apiVersion: policy.linkerd.io/v1beta3
    kind: HTTPRoute
    metadata: {name: s%d}
    spec:
      parentRefs: [{group: core, kind: Service, name: s%d}]
      rules: [{matches: [{path: {value: %s}}]}, {matches: [{method: GET}]}]
    """
        .formatted(i, i, path);
  }

  @BeforeEach
  void fill() {
    ManifestSet.Edit edit = ManifestSet.empty().edit();
    for (int i = 0; i < SERVICES; i++) {
      edit.put("s" + i + ".yaml", service(i, 5));
      edit.put("r" + i + ".yaml", route(i, "/a"));
    }
    edit.put("plain.yaml", service(SERVICES, 5));
    manifests = edit.build();
    translate();
  }

  /** How many values were made anew. */
  private long translate() {
    long before = translator.made();
    snapshot = translator.translate(translator.mesh(manifests), view).snapshot();
    return translator.made() - before;
  }

  private long madeForMesh() {
    long before = translator.made();
    translator.mesh(manifests);
    return translator.made() - before;
  }

  @Test
  void editOfARouteOrdersItsPortAlone() {
    manifests = manifests.with("r7.yaml", route(7, "/b"));
    // With all that is linked.
    assertThat(madeForMesh()).isEqualTo(2);
    for (int i = 0; i < 5; i++) {
      manifests = manifests.with("other.yaml", "# comment " + i);
      assertThat(madeForMesh()).isZero();
    }
    System.gc();
    manifests = manifests.with("r8.yaml", route(8, "/b"));
    assertThat(madeForMesh()).isEqualTo(2);
  }

  @Test
  void failureAccrualTouchesNoRoute() {
    Snapshot before = snapshot;
    manifests = manifests.with("plain.yaml", service(SERVICES, 6));
    // What is linked, and the cluster with the list of all.
    assertThat(translate()).isEqualTo(3);
    assertThat(snapshot.of(ResourceType.ROUTES)).isEqualTo(before.of(ResourceType.ROUTES));
    assertThat(snapshot.of(ResourceType.CLUSTER)).isNotEqualTo(before.of(ResourceType.CLUSTER));
  }
}
