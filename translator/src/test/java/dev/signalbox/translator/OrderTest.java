package dev.signalbox.translator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.protobuf.util.JsonFormat;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.model.Mesh;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The order of files, and of documents in them, changes neither bytes nor versions nor findings.
 */
class OrderTest {
  private static final Pattern SEPARATOR = Pattern.compile("(?m)^---.*$");
  private static final int SHUFFLES = 3;
  private static final String SIDECAR = "{\"id\": \"sidecar~127.0.0.1~a.default~x\"}";

  static Stream<Path> cases() throws IOException {
    return GoldenTest.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shuffledDocumentsComeOutTheSame(Path folder) throws IOException {
    Path node = folder.resolve("node.json");
    check(
        Files.readString(folder.resolve("in.yaml")),
        Files.exists(node) ? Files.readString(node) : SIDECAR);
  }

  /** Only the kind, or only the group, tells these apart. */
  @Test
  void objectsOfOneNameHaveAnOrder() throws IOException {
    check(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: same}
        spec: {selector: {app: same}, ports: [{name: http, port: 80}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: same, labels: {app: same, from: pod}}
        status: {phase: Running, podIP: 10.0.0.1}
        ---
        apiVersion: networking.istio.io/v1
        kind: WorkloadEntry
        metadata: {name: same}
        spec: {address: 10.0.0.1, labels: {app: same, from: entry}}
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: same}
        spec:
          host: same
          subsets:
          - {name: pod, labels: {from: pod}}
          - {name: entry, labels: {from: entry}}
        ---
        apiVersion: policy.linkerd.io/v1beta3
        kind: HTTPRoute
        metadata: {name: same}
        spec:
          parentRefs: [{group: core, kind: Service, name: same}]
          rules: [{filters: [{type: RequestRedirect, requestRedirect: {hostname: linkerd}}]}]
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: same}
        spec:
          parentRefs: [{group: "", kind: Service, name: same}]
          rules: [{filters: [{type: RequestRedirect, requestRedirect: {hostname: gateway}}]}]
        """,
        SIDECAR);
  }

  private static void check(String input, String node) throws IOException {
    Outcome expected = Outcome.of(List.of(input), node);
    List<String> documents = new ArrayList<>(Splitter.on(SEPARATOR).splitToList(input));
    Collections.reverse(documents);
    Random random = new Random(1);
    for (int i = 0; i < SHUFFLES; i++) {
      assertThat(Outcome.of(documents, node)).isEqualTo(expected);
      assertThat(Outcome.of(List.of(String.join("\n---\n", documents)), node)).isEqualTo(expected);
      Collections.shuffle(documents, random);
    }
  }

  /** What comes out, as far as files and lines have no part in it. */
  private record Outcome(
      String resources, ImmutableList<String> versions, ImmutableList<String> findings) {

    static Outcome of(List<String> files, String nodeJson) throws IOException {
      ManifestSet.Edit edit = ManifestSet.empty().edit();
      for (int i = 0; i < files.size(); i++) {
        edit.put(i + ".yaml", files.get(i));
      }
      ManifestSet manifests = edit.build();
      Node.Builder node = Node.newBuilder();
      JsonFormat.parser().merge(nodeJson, node);
      Translator translator = new Translator();
      Mesh mesh = translator.mesh(manifests);
      Translation translation = translator.translate(mesh, ProxyNode.of(node.build()).view());
      return new Outcome(
          Printed.yaml(translation.snapshot()),
          Stream.of(ResourceType.values())
              .map(translation.snapshot()::version)
              .collect(ImmutableList.toImmutableList()),
          Stream.of(
                  manifests.findings().stream().map(finding -> finding.diagnostic()),
                  mesh.diagnostics().stream(),
                  translation.diagnostics().stream())
              .flatMap(found -> found)
              .map(Outcome::text)
              .sorted()
              .collect(ImmutableList.toImmutableList()));
    }

    private static String text(Diagnostic found) {
      return found.code().id() + " " + found.origin() + " " + found.message() + found.related();
    }
  }
}
