package dev.signalbox.translator.manifest;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.manifest.GoldenCase.Dependence;
import dev.signalbox.translator.manifest.KindFields.Field;
import dev.signalbox.translator.manifest.KindFields.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Each field of a kind's schemas is in a golden whose outcome is another one without it, in each
 * version that has it, or is refused or ignored for a reason; docs/fields.md tells of all of them.
 * {@code -Dupdate=true} writes it.
 */
class FieldsTest {
  private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));
  private static final Path DOCUMENT = ROOT.resolve("docs/fields.md");
  private static final ImmutableList<String> KINDS =
      ImmutableList.of(
          "networking.istio.io/VirtualService",
          "networking.istio.io/DestinationRule",
          "networking.istio.io/Gateway",
          "networking.istio.io/ServiceEntry",
          "networking.istio.io/WorkloadEntry",
          "networking.istio.io/Sidecar",
          "gateway.networking.k8s.io/HTTPRoute",
          "gateway.networking.k8s.io/GRPCRoute",
          "gateway.networking.k8s.io/TCPRoute",
          "gateway.networking.k8s.io/Gateway",
          "gateway.networking.k8s.io/ListenerSet",
          "gateway.networking.k8s.io/GatewayClass",
          "gateway.networking.k8s.io/ReferenceGrant",
          "policy.linkerd.io/HTTPRoute",
          "linkerd.io/ServiceProfile");

  /** Fields of which a finding says what is wrong with them, or that they have no effect. */
  private static final ImmutableSet<String> ONLY_SAID =
      ImmutableSet.of(
          "networking.istio.io/VirtualService spec.http[].fault.delay.percent",
          "networking.istio.io/Gateway spec.servers[].port.targetPort",
          "networking.istio.io/Gateway spec.servers[].tls.mode",
          "networking.istio.io/ServiceEntry spec.endpoints[].network",
          "networking.istio.io/WorkloadEntry spec.network",
          "networking.istio.io/Sidecar spec.egress[].port.name",
          "networking.istio.io/Sidecar spec.egress[].port.targetPort",
          "networking.istio.io/Sidecar spec.ingress[].port.name",
          "networking.istio.io/Sidecar spec.ingress[].port.targetPort",
          "gateway.networking.k8s.io/Gateway spec.addresses[].value",
          "gateway.networking.k8s.io/Gateway spec.infrastructure.parametersRef.group",
          "gateway.networking.k8s.io/Gateway spec.infrastructure.parametersRef.kind",
          "gateway.networking.k8s.io/Gateway spec.infrastructure.parametersRef.name",
          "gateway.networking.k8s.io/GatewayClass spec.parametersRef.group",
          "gateway.networking.k8s.io/GatewayClass spec.parametersRef.kind",
          "gateway.networking.k8s.io/GatewayClass spec.parametersRef.name",
          "policy.linkerd.io/HTTPRoute spec.hostnames",
          "linkerd.io/ServiceProfile spec.opaquePorts");

  private static final String HEAD =
      """
      # Fields

      Every field of the kinds that are CustomResourceDefinitions, as those have them. A field that is
      refused makes its object invalid, and `analyze` says so at its place. Gateway API's fields that
      are in its experimental channel only are marked so, and versions are named where not all have the
      field: elsewhere it is unknown, and left out as by an API server. FieldsTest writes this page and
      proves it: of each supported field, and each version that has it, there is a golden in which a
      proxy gets something else without it.
      """;

  private static ImmutableList<GoldenCase> goldens = ImmutableList.of();

  @BeforeAll
  static void readGoldens() throws IOException {
    goldens = GoldenCase.all();
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void everyFieldIsTestedOrHasAReason(String name) {
    KindVersions kind = KindVersions.of(name);
    assertThat(kind.known().versions()).containsExactlyInAnyOrderElementsOf(kind.versions());
    Examples examples = new Examples(name);
    List<String> missing = new ArrayList<>();
    kind.fields()
        .forEach(
            (field, versions) -> {
              switch (field.status()) {
                case UNKNOWN -> missing.add(field.path() + " is neither read nor refused");
                case READ ->
                    kind.examples(versions).stream()
                        .filter(version -> examples.of(field, version) != expected(name, field))
                        .map(
                            version ->
                                "%s of %s decides %s in goldens"
                                    .formatted(field.path(), version, examples.of(field, version)))
                        .forEach(missing::add);
                case NOT_SUPPORTED_YET, IGNORED -> {
                  if (field.reason().isEmpty()) {
                    missing.add(field.path() + " has no reason");
                  }
                }
              }
              if (field.status() == Status.NOT_SUPPORTED_YET
                  && goldens.stream().anyMatch(golden -> golden.takes(name, field))) {
                missing.add(field.path() + " is in a golden that doesn't refuse it");
              }
            });
    assertThat(missing).isEmpty();
  }

  private static Dependence expected(String kind, Field field) {
    return ONLY_SAID.contains(kind + " " + field.path())
        ? Dependence.FINDINGS
        : Dependence.RESOURCES;
  }

  /** The goldens with objects of a kind, in each version that was asked for. */
  private record Examples(String kind, Map<String, ImmutableList<GoldenCase>> byVersion) {
    Examples(String kind) {
      this(kind, new LinkedHashMap<>());
    }

    Dependence of(Field field, String version) {
      return byVersion.computeIfAbsent(version, this::in).stream()
          .map(golden -> golden.dependsOn(kind, field))
          .max(Comparator.naturalOrder())
          .orElse(Dependence.NOTHING);
    }

    private ImmutableList<GoldenCase> in(String version) {
      return goldens.stream()
          .filter(golden -> golden.has(kind))
          .map(golden -> golden.in(kind, version))
          .collect(ImmutableList.toImmutableList());
    }
  }

  @Test
  void theDocumentTellsOfThem() throws IOException {
    String document =
        HEAD + KINDS.stream().map(KindVersions::of).map(FieldsTest::section).collect(joining());
    if (Boolean.getBoolean("update")) {
      Files.writeString(DOCUMENT, document);
    }
    assertThat(Files.readString(DOCUMENT)).isEqualTo(document);
  }

  private static String section(KindVersions kind) {
    return kind.fields().entrySet().stream()
        .map(entry -> row(entry.getKey(), entry.getValue(), kind))
        .collect(joining("", "\n## " + kind.title() + "\n\n| field | |\n|---|---|\n", ""));
  }

  private static String row(Field field, ImmutableSet<String> versions, KindVersions kind) {
    String reason = field.reason().isEmpty() ? "" : ": " + field.reason();
    String status =
        switch (field.status()) {
          case READ ->
              expected(kind.name(), field) == Dependence.FINDINGS
                  ? "checked, without another effect"
                  : "supported";
          case NOT_SUPPORTED_YET -> "not supported yet" + reason;
          case IGNORED -> "changes nothing" + reason;
          case UNKNOWN -> "unknown";
        };
    boolean settled = kind.standard().map(paths -> paths.contains(field.path())).orElse(true);
    return "| `%s` | %s%s%s |%n"
        .formatted(
            field.path(),
            status,
            settled ? "" : " (experimental)",
            versions.equals(kind.versions()) ? "" : " (" + String.join(", ", versions) + ")");
  }
}
