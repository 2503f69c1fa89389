package dev.signalbox.translator.manifest;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.util.JsonFormat;
import dev.signalbox.translator.ManifestSet;
import dev.signalbox.translator.Printed;
import dev.signalbox.translator.ProxyNode;
import dev.signalbox.translator.Translation;
import dev.signalbox.translator.Translator;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.manifest.KindFields.Field;
import dev.signalbox.translator.model.Mesh;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each field of a kind's schema is in a golden whose outcome is another one without it, or is
 * refused or ignored for a reason; docs/fields.md tells of all of them. {@code -Dupdate=true}
 * writes it.
 */
class FieldsTest {
  private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));
  private static final Path DOCUMENT = ROOT.resolve("docs/fields.md");
  private static final Path GOLDENS = Path.of("src/test/resources/goldens");
  private static final String GROUP = "networking.istio.io";
  private static final ImmutableList<String> KINDS =
      ImmutableList.of(
          "VirtualService",
          "DestinationRule",
          "Gateway",
          "ServiceEntry",
          "WorkloadEntry",
          "Sidecar");
  private static final String HEAD =
      """
      # Fields

      Every field of Istio's kinds, as their CustomResourceDefinitions have them; the three versions of a
      kind (v1, v1beta1, v1alpha3) have the same ones. A field that is refused makes its object invalid,
      and `analyze` says so at its place. FieldsTest writes this page and proves it: of each supported
      field, there is a golden that comes out differently without it.
      """;

  @Test
  void everyFieldIsTestedOrHasAReason() throws IOException {
    List<String> missing = new ArrayList<>();
    List<Case> cases = cases();
    for (String kind : KINDS) {
      List<Field> fields = KindFields.of(GROUP, kind);
      if (fields.isEmpty()) {
        missing.add(kind + " is not read");
      }
      for (Field field : fields) {
        String name = kind + " " + field.path();
        switch (field.status()) {
          case UNKNOWN -> missing.add(name + " is neither read nor refused");
          case READ -> {
            if (cases.stream().noneMatch(golden -> golden.dependsOn(kind, field))) {
              missing.add(name + " is in no golden that depends on it");
            }
          }
          case NOT_SUPPORTED_YET, IGNORED -> {
            if (field.reason().isEmpty()) {
              missing.add(name + " has no reason");
            }
          }
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void theDocumentTellsOfThem() throws IOException {
    String document =
        HEAD
            + KINDS.stream()
                .map(kind -> section(kind, KindFields.of(GROUP, kind)))
                .collect(joining());
    if (Boolean.getBoolean("update")) {
      Files.writeString(DOCUMENT, document);
    }
    assertThat(Files.readString(DOCUMENT)).isEqualTo(document);
  }

  private static String section(String kind, List<Field> fields) {
    return fields.isEmpty()
        ? ""
        : "\n## "
            + kind
            + "\n\n| field | |\n|---|---|\n"
            + fields.stream().map(FieldsTest::row).collect(joining());
  }

  private static String row(Field field) {
    String reason = field.reason().isEmpty() ? "" : ": " + field.reason();
    String status =
        switch (field.status()) {
          case READ -> "supported";
          case NOT_SUPPORTED_YET -> "not supported yet" + reason;
          case IGNORED -> "changes nothing" + reason;
          case UNKNOWN -> "unknown";
        };
    return "| `" + field.path() + "` | " + status + " |\n";
  }

  private static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (Stream<Path> folders = Files.list(GOLDENS)) {
      for (Path folder : folders.sorted().toList()) {
        cases.add(Case.read(folder));
      }
    }
    return cases;
  }

  /** A golden with what comes of it. */
  private record Case(ImmutableList<Yaml> documents, ProxyNode node, String outcome) {
    private static final String SIDECAR =
        """
        {"id": "sidecar~127.0.0.1~client.default~default.svc.cluster.local",
         "metadata": {"LABELS": {"app": "client"}}}\
        """;

    static Case read(Path folder) throws IOException {
      ImmutableList.Builder<Yaml> documents = ImmutableList.builder();
      for (DocumentText part :
          DocumentSplitter.split(Files.readString(folder.resolve("in.yaml")))) {
        document(part).ifPresent(documents::add);
      }
      Path file = folder.resolve("node.json");
      Node.Builder node = Node.newBuilder();
      JsonFormat.parser().merge(Files.exists(file) ? Files.readString(file) : SIDECAR, node);
      ProxyNode proxy = ProxyNode.of(node.build());
      ImmutableList<Yaml> read = documents.build();
      return new Case(read, proxy, outcome(read, proxy));
    }

    /** A golden may be about a document that can't be read; it has no fields then. */
    private static Optional<Yaml> document(DocumentText part) {
      try {
        return YamlReader.read(part.text(), 1);
      } catch (UnreadableException e) {
        return Optional.empty();
      }
    }

    boolean dependsOn(String kind, Field field) {
      ImmutableList<Yaml> without =
          documents.stream()
              .map(document -> isOf(kind, document) ? removed(document, field) : document)
              .collect(ImmutableList.toImmutableList());
      return !without.equals(documents) && !outcome(without, node).equals(outcome);
    }

    private static Yaml removed(Yaml document, Field field) {
      return KindFields.without(document, field.steps());
    }

    private static boolean isOf(String kind, Yaml document) {
      return document instanceof Yaml.Mapping mapping
          && ManifestReader.text(mapping, "kind").equals(kind)
          && ManifestReader.group(mapping).equals(GROUP);
    }

    private static String outcome(ImmutableList<Yaml> documents, ProxyNode node) {
      String text = documents.stream().map(JsonText::of).collect(joining("\n---\n"));
      Translator translator = new Translator();
      ManifestSet manifests = ManifestSet.empty().with("in.yaml", text);
      Mesh mesh = translator.mesh(manifests);
      Translation translation = translator.translate(mesh, node.view());
      String found =
          Stream.of(
                  manifests.findings().stream().map(finding -> finding.diagnostic()),
                  mesh.diagnostics().stream(),
                  translation.diagnostics().stream())
              .flatMap(all -> all)
              .map(Case::line)
              .collect(joining());
      try {
        return found + Printed.yaml(translation.snapshot());
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    private static String line(Diagnostic diagnostic) {
      return diagnostic.origin() + " " + diagnostic.message() + "\n";
    }
  }
}
