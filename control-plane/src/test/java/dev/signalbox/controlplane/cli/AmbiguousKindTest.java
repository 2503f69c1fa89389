package dev.signalbox.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.ControlPlaneOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two groups have HTTPRoutes. */
class AmbiguousKindTest {
  private static final String ROUTE =
      """
      apiVersion: GROUP/v1beta1
      kind: HTTPRoute
      metadata: {name: NAME}
      spec:
        parentRefs: [{group: core, kind: Service, name: shop}]
        rules: [{backendRefs: [{name: shop, port: 80}]}]
      """;
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: shop}
      spec: {ports: [{name: http, port: 80}]}
      """;

  @TempDir Path folder;

  private record Result(int code, String out, String err) {}

  @Test
  void aNameOfAKindIsForAllGroupsThatHaveIt() throws Exception {
    Files.writeString(folder.resolve("shop.yaml"), SERVICE);
    Files.writeString(folder.resolve("a.yaml"), route("gateway.networking.k8s.io", "both"));
    Files.writeString(folder.resolve("b.yaml"), route("policy.linkerd.io", "both"));
    Files.writeString(folder.resolve("c.yaml"), route("policy.linkerd.io", "one"));
    try (ControlPlane controlPlane = ControlPlane.start(ControlPlaneOptions.onLoopback(folder))) {
      await().until(() -> run(controlPlane, "get", "httproute", "one").code() == 0);

      assertThat(run(controlPlane, "get", "httproutes").out())
          .contains("httproute.gateway.networking.k8s.io/both")
          .contains("httproute.policy.linkerd.io/both", "httproute.policy.linkerd.io/one");
      assertThat(run(controlPlane, "get", "httproutes.policy.linkerd.io").out())
          .containsPattern("(?m)^both ")
          .containsPattern("(?m)^one ");
      assertThat(run(controlPlane, "get", "httproute", "both", "-o", "name").out())
          .isEqualTo(
              """
              httproute.gateway.networking.k8s.io/both
              httproute.policy.linkerd.io/both
              """);
      assertThat(run(controlPlane, "get", "httproute", "one", "-o", "yaml").out())
          .startsWith("apiVersion: policy.linkerd.io/v1beta1");
      assertThat(run(controlPlane, "get", "httproute", "both", "none").code()).isEqualTo(1);

      Result ambiguous = run(controlPlane, "delete", "httproute", "both");
      assertThat(ambiguous.code()).isEqualTo(1);
      assertThat(ambiguous.err())
          .contains(
              "say which is meant: httproute.gateway.networking.k8s.io/both or"
                  + " httproute.policy.linkerd.io/both. Nothing was deleted.");
      assertThat(run(controlPlane, "delete", "httproute", "one").out())
          .isEqualTo("httproute.policy.linkerd.io \"one\" deleted\n");
      assertThat(run(controlPlane, "delete", "httproute.policy.linkerd.io/both").code()).isZero();
      assertThat(run(controlPlane, "delete", "httproute", "both").out())
          .isEqualTo("httproute.gateway.networking.k8s.io \"both\" deleted\n");
      assertThat(run(controlPlane, "delete", "httproute", "both").err()).contains("not found");
    }
  }

  private static String route(String group, String name) {
    return ROUTE.replace("GROUP", group).replace("NAME", name);
  }

  private static Result run(ControlPlane controlPlane, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--server", "127.0.0.1:" + controlPlane.xdsPort()));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(Map.of(), new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
    return new Result(code, out.toString(), err.toString());
  }
}
