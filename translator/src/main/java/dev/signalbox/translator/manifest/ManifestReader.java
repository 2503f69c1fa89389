package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Place;
import dev.signalbox.translator.manifest.Yaml.Mapping;
import dev.signalbox.translator.manifest.Yaml.Scalar;
import dev.signalbox.translator.manifest.Yaml.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a file's text into documents of known kinds. */
public final class ManifestReader {
  private static final String DEFAULT_NAMESPACE = "default";

  private final String file;
  private final ImmutableList.Builder<Document> documents = ImmutableList.builder();
  private final ImmutableList.Builder<Finding> unreadable = ImmutableList.builder();

  private ManifestReader(String file) {
    this.file = file;
  }

  public static ParsedFile read(String file, String text) {
    ManifestReader reader = new ManifestReader(file);
    for (DocumentSplitter.Part part : DocumentSplitter.split(text)) {
      try {
        Optional<Yaml> root = YamlReader.read(part.text(), part.firstLine());
        if (root.isPresent()) {
          reader.document(root.get());
        }
      } catch (UnreadableException e) {
        String message = String.valueOf(e.getMessage());
        reader.unreadable.add(unreadable(file, e.line(), e.column(), message, e.fix()));
      }
    }
    return new ParsedFile(reader.documents.build(), reader.unreadable.build());
  }

  public static Finding unreadable(String file, int line, int column, String message, String fix) {
    Diagnostic diagnostic =
        Diagnostic.of(Code.UNREADABLE, new Origin("", "", "", ""), message, fix);
    return new Finding(diagnostic, Optional.of(new Place(file, line, column)), ImmutableList.of());
  }

  private void document(Yaml root) throws UnreadableException {
    if (!(root instanceof Mapping mapping)) {
      throw new UnreadableException(
          root.line(),
          root.column(),
          "a manifest must be a mapping, is " + root.describe(),
          "Start with apiVersion, kind and metadata.");
    }
    String kind = text(mapping, "kind");
    if (kind.endsWith("List") && mapping.entries().get("items") != null) {
      items(mapping);
    } else {
      object(mapping, kind);
    }
  }

  private void items(Mapping list) throws UnreadableException {
    Yaml.Entry items = list.entries().get("items");
    if (items != null && items.value() instanceof Sequence sequence) {
      for (Yaml item : sequence.items()) {
        document(item);
      }
    }
  }

  private void object(Mapping mapping, String kind) throws UnreadableException {
    String apiVersion = text(mapping, "apiVersion");
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    Kinds.Kind known = Kinds.find(group, kind);
    if (known == null) {
      checkSpelling(mapping, group, kind, apiVersion);
      return;
    }
    Origin id = id(mapping, kind);
    List<Diagnostic> diagnostics = new ArrayList<>();
    String version = apiVersion.substring(slash + 1);
    if (!known.versions().contains(version)) {
      diagnostics.add(
          Diagnostic.of(
              Code.UNSUPPORTED_VERSION,
              id.at("apiVersion"),
              kind + " has no version " + version,
              "Use one of " + String.join(", ", known.versions()) + "."));
    }
    ObjectNames.check(id, diagnostics);
    Record manifest = new RecordReader(diagnostics).read(known.record(), mapping, id);
    SourceMap source = new SourceMap(file, mapping);
    documents.add(new Document(id, group, manifest, source, ImmutableList.copyOf(diagnostics)));
  }

  /** A kind that we don't know is left alone, unless it only looks like that. */
  private static void checkSpelling(Mapping mapping, String group, String kind, String apiVersion)
      throws UnreadableException {
    if (apiVersion.isEmpty() && Kinds.isKnown(kind)) {
      throw new UnreadableException(
          mapping.line(),
          mapping.column(),
          "the " + kind + " has no apiVersion",
          "Add apiVersion.");
    }
    Optional<String> meant = Kinds.misspelt(group, kind);
    Yaml.Entry entry = mapping.entries().get("kind");
    if (meant.isPresent() && entry != null) {
      throw new UnreadableException(
          entry.value().line(),
          entry.value().column(),
          "there is no kind " + kind + " in " + apiVersion,
          "Did you mean " + meant.get() + "?");
    }
  }

  private static Origin id(Mapping mapping, String kind) {
    Yaml.Entry metadata = mapping.entries().get("metadata");
    if (metadata == null || !(metadata.value() instanceof Mapping meta)) {
      return new Origin(kind, DEFAULT_NAMESPACE, "", "");
    }
    String namespace = text(meta, "namespace");
    return new Origin(
        kind, namespace.isEmpty() ? DEFAULT_NAMESPACE : namespace, text(meta, "name"), "");
  }

  private static String text(Mapping mapping, String key) {
    Yaml.Entry entry = mapping.entries().get(key);
    return entry != null && entry.value() instanceof Scalar scalar && !scalar.isNull()
        ? scalar.text()
        : "";
  }
}
