package dev.signalbox.translator.manifest;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.protobuf.util.JsonFormat;
import dev.signalbox.translator.ManifestSet;
import dev.signalbox.translator.Printed;
import dev.signalbox.translator.ProxyNode;
import dev.signalbox.translator.Translation;
import dev.signalbox.translator.Translator;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.manifest.KindFields.Field;
import dev.signalbox.translator.manifest.Yaml.Mapping;
import dev.signalbox.translator.manifest.Yaml.Scalar;
import dev.signalbox.translator.model.Mesh;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A golden with what comes of it. */
record GoldenCase(ImmutableList<Yaml> documents, ProxyNode node, Outcome outcome) {
  private static final Path GOLDENS = Path.of("src/test/resources/goldens");
  private static final String SIDECAR =
      """
      {"id": "sidecar~127.0.0.1~client.default~default.svc.cluster.local",
       "metadata": {"LABELS": {"app": "client"}}}\
      """;

  /** Findings, and what the proxy gets. */
  private record Outcome(String findings, String resources) {}

  /** What is another one without a field. */
  enum Dependence {
    NOTHING,
    FINDINGS,
    RESOURCES
  }

  static ImmutableList<GoldenCase> all() throws IOException {
    List<GoldenCase> cases = new ArrayList<>();
    try (Stream<Path> folders = Files.list(GOLDENS)) {
      for (Path folder : folders.sorted().toList()) {
        cases.add(read(folder));
      }
    }
    return ImmutableList.copyOf(cases);
  }

  private static GoldenCase read(Path folder) throws IOException {
    ImmutableList.Builder<Yaml> documents = ImmutableList.builder();
    for (DocumentText part : DocumentSplitter.split(Files.readString(folder.resolve("in.yaml")))) {
      document(part).ifPresent(documents::add);
    }
    Path file = folder.resolve("node.json");
    Node.Builder node = Node.newBuilder();
    JsonFormat.parser().merge(Files.exists(file) ? Files.readString(file) : SIDECAR, node);
    return of(documents.build(), ProxyNode.of(node.build()));
  }

  private static GoldenCase of(ImmutableList<Yaml> documents, ProxyNode node) {
    return new GoldenCase(documents, node, outcome(documents, node));
  }

  /** A golden may be about a document that can't be read; it has no fields then. */
  private static Optional<Yaml> document(DocumentText part) {
    try {
      return YamlReader.read(part.text(), 1);
    } catch (UnreadableException e) {
      return Optional.empty();
    }
  }

  /** Whether it has an object of a kind, GROUP/KIND. */
  boolean has(String kind) {
    return documents.stream().anyMatch(document -> isOf(kind, document));
  }

  /** The same with all objects of a kind in that version. */
  GoldenCase in(String kind, String version) {
    ImmutableList<Yaml> changed =
        documents.stream()
            .map(document -> isOf(kind, document) ? withVersion(document, version) : document)
            .collect(ImmutableList.toImmutableList());
    return changed.equals(documents) ? this : of(changed, node);
  }

  Dependence dependsOn(String kind, Field field) {
    ImmutableList<Yaml> without = without(kind, field);
    if (without.equals(documents)) {
      return Dependence.NOTHING;
    }
    Outcome other = outcome(without, node);
    if (!other.resources.equals(outcome.resources)) {
      return Dependence.RESOURCES;
    }
    return other.findings.equals(outcome.findings) ? Dependence.NOTHING : Dependence.FINDINGS;
  }

  /** Whether it has the field, and nothing is said against it. */
  boolean takes(String kind, Field field) {
    return !without(kind, field).equals(documents) && !outcome.findings.contains(" not supported ");
  }

  private ImmutableList<Yaml> without(String kind, Field field) {
    return documents.stream()
        .map(
            document ->
                isOf(kind, document) ? KindFields.without(document, field.steps()) : document)
        .collect(ImmutableList.toImmutableList());
  }

  private static boolean isOf(String kind, Yaml document) {
    return document instanceof Mapping mapping
        && kind.equals(ManifestReader.group(mapping) + "/" + ManifestReader.text(mapping, "kind"));
  }

  private static Yaml withVersion(Yaml document, String version) {
    Mapping mapping = (Mapping) document;
    ImmutableMap.Builder<String, Yaml.Entry> entries = ImmutableMap.builder();
    entries.putAll(mapping.entries());
    String apiVersion = ManifestReader.group(mapping) + "/" + version;
    entries.put(
        "apiVersion", new Yaml.Entry(1, 1, new Scalar(1, 1, Scalar.Type.STRING, apiVersion)));
    return new Mapping(mapping.line(), mapping.column(), entries.buildKeepingLast());
  }

  private static Outcome outcome(ImmutableList<Yaml> documents, ProxyNode node) {
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
            .map(GoldenCase::line)
            .collect(joining());
    try {
      return new Outcome(found, Printed.yaml(translation.snapshot()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String line(Diagnostic diagnostic) {
    return diagnostic.origin() + " " + diagnostic.message() + "\n";
  }
}
