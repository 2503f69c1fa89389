package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Place;
import dev.signalbox.translator.manifest.Yaml.Mapping;
import dev.signalbox.translator.manifest.Yaml.Scalar;
import dev.signalbox.translator.manifest.Yaml.Sequence;
import dev.signalbox.translator.manifest.schema.CrdSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a file's text into documents of known kinds. */
public final class ManifestReader {
  private static final String DEFAULT_NAMESPACE = "default";
  private static final String LIST = "List";
  private static final String SECRET = "Secret";

  private final String file;
  private final ImmutableList.Builder<Document> documents = ImmutableList.builder();
  private final ImmutableList.Builder<Finding> unreadable = ImmutableList.builder();
  private DocumentText part = new DocumentText(1, "");
  private Optional<DocumentText> text = Optional.empty();

  private ManifestReader(String file) {
    this.file = file;
  }

  public static ParsedFile read(String file, String text) {
    return read(file, DocumentSplitter.split(text));
  }

  /** Reads documents that were split before. */
  public static ParsedFile read(String file, List<DocumentText> parts) {
    ManifestReader reader = new ManifestReader(file);
    parts.forEach(reader::part);
    return new ParsedFile(reader.documents.build(), reader.unreadable.build());
  }

  /** Reads a file that holds a mesh's settings and nothing else. */
  public static ParsedFile readMesh(String file, List<DocumentText> parts) {
    ManifestReader reader = new ManifestReader(file);
    parts.forEach(reader::mesh);
    return new ParsedFile(reader.documents.build(), reader.unreadable.build());
  }

  public static ParsedFile readMesh(String file, String text) {
    return readMesh(file, List.of(new DocumentText(1, text)));
  }

  /** An empty file is all defaults. */
  private void mesh(DocumentText part) {
    try {
      Yaml root =
          YamlReader.read(part.text(), part.firstLine())
              .orElse(new Mapping(1, 1, ImmutableMap.of()));
      if (!(root instanceof Mapping mapping)) {
        throw new UnreadableException(
            root.line(),
            root.column(),
            "it is " + root.describe(),
            "Write settings, as key: value.");
      }
      List<Diagnostic> diagnostics = new ArrayList<>();
      Origin id = new Origin(MeshConfigReader.KIND, "", MeshConfigReader.GROUP, "");
      MeshConfig.Document settings = MeshConfigReader.document(mapping, id, diagnostics);
      documents.add(
          new Document(
              id,
              MeshConfigReader.GROUP,
              settings,
              new SourceMap(file, mapping),
              Optional.of(part),
              ImmutableList.copyOf(diagnostics),
              ImmutableList.of()));
    } catch (UnreadableException e) {
      String message = String.valueOf(e.getMessage());
      unreadable.add(unreadable(file, e.line(), e.column(), message, e.fix()));
    }
  }

  /** Settings in a ConfigMap, of which the rest of the file may hold anything. */
  private void meshConfigMap(Mapping mapping) throws UnreadableException {
    List<Diagnostic> diagnostics = new ArrayList<>();
    Origin id = id(mapping, "", "ConfigMap");
    Mapping expanded = MeshConfigReader.expanded(mapping, part);
    MeshConfig.Document settings = MeshConfigReader.read(expanded, id, diagnostics);
    documents.add(
        new Document(
            id,
            "",
            settings,
            new SourceMap(file, mapping, expanded),
            text,
            ImmutableList.copyOf(diagnostics),
            ImmutableList.of()));
  }

  private void part(DocumentText part) {
    this.part = part;
    readOrReport(
        () -> {
          Optional<Yaml> root = YamlReader.read(part.text(), part.firstLine());
          if (root.isPresent()) {
            boolean secret = holdsSecret(root.get());
            text = secret ? Optional.empty() : Optional.of(part.withoutBlankStart());
            document(root.get());
          }
        });
  }

  private interface Reading {
    void run() throws UnreadableException;
  }

  private void readOrReport(Reading reading) {
    try {
      reading.run();
    } catch (UnreadableException e) {
      String message = String.valueOf(e.getMessage());
      unreadable.add(unreadable(file, e.line(), e.column(), message, e.fix()));
    }
  }

  private static boolean holdsSecret(Yaml node) {
    if (!(node instanceof Mapping mapping)) {
      return false;
    }
    Yaml.Entry items = mapping.entries().get("items");
    return text(mapping, "kind").equals(SECRET)
        || (items != null
            && items.value() instanceof Sequence sequence
            && sequence.items().stream().anyMatch(ManifestReader::holdsSecret));
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
    Yaml.Entry items = mapping.entries().get("items");
    if (kind.endsWith(LIST) && items != null) {
      items(items.value(), kind.equals(LIST));
    } else {
      object(mapping, kind);
    }
  }

  /** A broken item doesn't take others with it. */
  private void items(Yaml items, boolean ours) throws UnreadableException {
    if (items instanceof Sequence sequence) {
      sequence.items().forEach(item -> readOrReport(() -> item(item)));
    } else if (ours && !items.isNull()) {
      throw new UnreadableException(
          items.line(),
          items.column(),
          "items must be a list, is " + items.describe(),
          "Begin each item with a dash.");
    }
  }

  private void item(Yaml item) throws UnreadableException {
    if (item instanceof Mapping mapping && text(mapping, "kind").isEmpty()) {
      throw new UnreadableException(
          item.line(), item.column(), "an item without a kind", "Add apiVersion and kind.");
    }
    document(item);
  }

  private void object(Mapping written, String kind) throws UnreadableException {
    String apiVersion = text(written, "apiVersion");
    String group = group(written);
    Kinds.Kind known = Kinds.find(group, kind);
    if (MeshConfigReader.isMeshConfigMap(written)) {
      meshConfigMap(written);
      return;
    }
    if (known == null) {
      checkSpelling(written, group, kind, apiVersion);
      return;
    }
    Origin id = id(written, group, kind);
    List<Diagnostic> diagnostics = new ArrayList<>();
    Mapping mapping = EarlierFields.renamed(written, id, diagnostics);
    String version = Kinds.current(group, known, apiVersion.substring(apiVersion.indexOf('/') + 1));
    if (!known.versions().contains(version)) {
      diagnostics.add(
          Diagnostic.of(
              Code.UNSUPPORTED_VERSION,
              id.at("apiVersion"),
              kind + " has no version " + version,
              "Use one of " + String.join(", ", known.versions()) + "."));
    }
    ObjectNames.check(id, diagnostics);
    Optional<CrdSchema> schema = Crds.find(group, kind, version);
    Mapping object = schema.map(s -> s.withDefaults(mapping)).orElse(mapping);
    Record manifest = new RecordReader(diagnostics).read(known.record(), object, id);
    ImmutableList<Diagnostic> found =
        schema.stream()
            .flatMap(s -> s.check(object, id).stream())
            .filter(diagnostic -> !LaterValues.allows(diagnostic))
            .collect(ImmutableList.toImmutableList());
    documents.add(
        new Document(
            id,
            group,
            found.stream().anyMatch(d -> d.code() == Code.UNKNOWN_FIELD)
                ? withoutUnknown(schema.orElseThrow().pruned(object), known, id)
                : manifest,
            new SourceMap(file, written, mapping),
            text,
            ImmutableList.copyOf(diagnostics),
            found));
  }

  /** A field of another version is as unknown as any: the record that serves all has it. */
  private static Record withoutUnknown(Mapping pruned, Kinds.Kind known, Origin id) {
    return new RecordReader(new ArrayList<>()).read(known.record(), pruned, id);
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

  static String group(Mapping mapping) {
    String apiVersion = text(mapping, "apiVersion");
    return apiVersion.substring(0, Math.max(apiVersion.indexOf('/'), 0));
  }

  static Origin id(Mapping mapping, String group, String kind) {
    Yaml.Entry metadata = mapping.entries().get("metadata");
    if (metadata == null || !(metadata.value() instanceof Mapping meta)) {
      return new Origin(group, kind, DEFAULT_NAMESPACE, "", "");
    }
    String namespace = text(meta, "namespace");
    return new Origin(
        group, kind, namespace.isEmpty() ? DEFAULT_NAMESPACE : namespace, text(meta, "name"), "");
  }

  static String text(Mapping mapping, String key) {
    Yaml.Entry entry = mapping.entries().get(key);
    return entry != null && entry.value() instanceof Scalar scalar && !scalar.isNull()
        ? scalar.text()
        : "";
  }
}
