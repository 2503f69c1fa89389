package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.envoy.EnvoyBinary;
import dev.signalbox.controlplane.envoy.ProtoYaml;
import dev.signalbox.it.harness.Commands;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.Needs;
import dev.signalbox.it.harness.Nodes;
import dev.signalbox.it.harness.StaticBootstrap;
import dev.signalbox.it.harness.Tool;
import dev.signalbox.translator.ManifestSet;
import dev.signalbox.translator.ProxyNode;
import dev.signalbox.translator.Translator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes made of odd values: whatever is made of them, Envoy accepts it. */
@Needs(Tool.ENVOY)
final class GeneratedRoutesTest {
  private static final int SETS = 150;
  private static final int ROUTES = 4;

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: shop}
      spec: {ports: [{name: http, port: 80}]}
      """;

  /** As flow scalars of YAML: values that are fine, at a border, or wrong. */
  private static final ImmutableList<String> TEXTS =
      ImmutableList.of(
          "a",
          "\"\"",
          "\"%\"",
          "\"%REQ(x)%\"",
          "\"100%\"",
          "\"a b\"",
          "\"\\\\1\"",
          "\"\\n\"",
          "\"é\"",
          "\"{\"",
          "\"$1\"",
          "yes",
          "\"~\"",
          "x".repeat(300));

  private static final ImmutableList<String> PATHS =
      ImmutableList.of(
          "/",
          "/a",
          "/a/",
          "/a/b",
          "\"\"",
          "a",
          "//",
          "/a//b",
          "/a?b",
          "\"/a#b\"",
          "/%2F",
          "/%20",
          "/a/../b",
          "\"/a b\"",
          "\"/é\"",
          "\"/{x}\"",
          "/a.b*c");

  private static final ImmutableList<String> REGEXES =
      ImmutableList.of(
          "\".*\"",
          "\"/a+\"",
          "\"(\"",
          "\"(?=a)\"",
          "\"a{1000}\"",
          "\"a{1001}\"",
          "\"\"",
          "\"*\"",
          "\"\\\\d+\"",
          "\"(a{100}){100}\"",
          "\"[[:alpha:]]\"",
          "\"\\\\pL\"");

  private static final ImmutableList<String> NAMES =
      ImmutableList.of(
          "x-a",
          "X-B",
          "host",
          "Host",
          "\":path\"",
          "\":authority\"",
          "\"\"",
          "\"a b\"",
          "\"a:b\"",
          "content-length",
          "te",
          "connection",
          "x-envoy-max-retries");

  private static final ImmutableList<String> NUMBERS =
      ImmutableList.of(
          "0", "1", "80", "302", "307", "-1", "65535", "65536", "1000000", "2147483647");

  private static final ImmutableList<String> DURATIONS =
      ImmutableList.of("0s", "1ms", "10s", "1h1m1s1ms", "\"\"", "1.5s", "-1s", "99999h", "10");

  private final Random random = new Random(42);
  @TempDir private Path folder;

  @Test
  void envoyAcceptsWhatIsMadeOfThem() throws Exception {
    StaticBootstrap bootstrap = new StaticBootstrap();
    for (int i = 0; i < SETS; i++) {
      StringBuilder manifests = new StringBuilder(SERVICE);
      for (int route = 0; route < ROUTES; route++) {
        manifests.append("---\n").append(route("route-" + route));
      }
      Translator translator = new Translator();
      ManifestSet set = ManifestSet.empty().with("in.yaml", manifests.toString());
      ProxyNode node = ProxyNode.of(Nodes.sidecar("client", "127.0.0.1"));
      bootstrap.add("set-" + i, translator.translate(translator.mesh(set), node.view()).snapshot());
    }
    Path file = Files.writeString(folder.resolve("envoy.yaml"), ProtoYaml.yaml(bootstrap.build()));
    String envoy = EnvoyBinary.version(EnvoyKind.OLDEST).toString();
    assertThat(Commands.run(envoy, "--mode", "validate", "--config-path", file.toString()))
        .contains("OK");
  }

  private String route(String name) {
    boolean linkerd = random.nextBoolean();
    return """
    apiVersion: %s
    kind: HTTPRoute
    metadata: {name: %s}
    spec:
      parentRefs: [{group: core, kind: Service, name: shop}]
      rules: %s
    """
        .formatted(
            linkerd ? "policy.linkerd.io/v1beta3" : "gateway.networking.k8s.io/v1",
            name,
            list(this::rule));
  }

  private String rule() {
    return "{"
        + optional("name: " + pick(TEXTS) + ", ")
        + optional("matches: " + list(this::match) + ", ")
        + optional("filters: " + list(this::filter) + ", ")
        + optional("backendRefs: " + list(this::backend) + ", ")
        + optional(
            "timeouts: {request: %s, backendRequest: %s}, "
                .formatted(pick(DURATIONS), pick(DURATIONS)))
        + optional(
            "retry: {attempts: %s, codes: [%s], backoff: %s}"
                .formatted(pick(NUMBERS), pick(NUMBERS), pick(DURATIONS)))
        + "}";
  }

  private String match() {
    String path =
        switch (random.nextInt(3)) {
          case 0 -> "{type: Exact, value: " + pick(PATHS) + "}";
          case 1 -> "{type: RegularExpression, value: " + pick(REGEXES) + "}";
          default -> "{value: " + pick(PATHS) + "}";
        };
    return "{"
        + optional("path: " + path + ", ")
        + optional("headers: " + list(this::condition) + ", ")
        + optional("queryParams: " + list(this::condition) + ", ")
        + optional("method: GET")
        + "}";
  }

  private String condition() {
    return random.nextBoolean()
        ? "{name: %s, value: %s}".formatted(pick(NAMES), pick(TEXTS))
        : "{name: %s, type: RegularExpression, value: %s}".formatted(pick(NAMES), pick(REGEXES));
  }

  private String filter() {
    String path =
        random.nextBoolean()
            ? "{type: ReplaceFullPath, replaceFullPath: " + pick(PATHS) + "}"
            : "{type: ReplacePrefixMatch, replacePrefixMatch: " + pick(PATHS) + "}";
    String headers =
        "{set: [{name: %s, value: %s}], add: [{name: %s, value: %s}], remove: [%s]}"
            .formatted(pick(NAMES), pick(TEXTS), pick(NAMES), pick(TEXTS), pick(NAMES));
    return switch (random.nextInt(6)) {
      case 0 -> "{type: RequestHeaderModifier, requestHeaderModifier: " + headers + "}";
      case 1 -> "{type: ResponseHeaderModifier, responseHeaderModifier: " + headers + "}";
      case 2 ->
          "{type: RequestRedirect, requestRedirect: {path: %s, port: %s, statusCode: %s}}"
              .formatted(path, pick(NUMBERS), pick(NUMBERS));
      case 3 -> "{type: URLRewrite, urlRewrite: {hostname: a.example, path: %s}}".formatted(path);
      case 4 ->
          "{type: RequestMirror, requestMirror: {backendRef: %s, percent: %s}}"
              .formatted(backend(), pick(NUMBERS));
      default ->
          "{type: CORS, cors: {allowOrigins: [%s, \"https://*.a.example\"], maxAge: %s}}"
              .formatted(pick(TEXTS), pick(NUMBERS));
    };
  }

  private String backend() {
    return "{name: %s, port: %s, weight: %s}"
        .formatted(random.nextBoolean() ? "shop" : pick(TEXTS), pick(NUMBERS), pick(NUMBERS));
  }

  private String optional(String text) {
    return random.nextBoolean() ? text : "";
  }

  private String list(Supplier<String> item) {
    StringBuilder items = new StringBuilder("[");
    for (int i = random.nextInt(4); i > 0; i--) {
      items.append(item.get()).append(i > 1 ? ", " : "");
    }
    return items.append("]").toString();
  }

  private String pick(ImmutableList<String> values) {
    return values.get(random.nextInt(values.size()));
  }
}
