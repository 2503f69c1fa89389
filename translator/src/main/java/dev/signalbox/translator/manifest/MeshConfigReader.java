package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.Yaml.Entry;
import dev.signalbox.translator.manifest.Yaml.Mapping;
import dev.signalbox.translator.manifest.Yaml.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a mesh's settings: a file that has nothing else, or istiod's ConfigMap. */
final class MeshConfigReader {
  static final String KIND = "MeshConfig";

  /** Where settings stand that are no object of the API. */
  static final String GROUP = "mesh";

  private static final String MAP = "istio";
  private static final String KEY = "mesh";

  private MeshConfigReader() {}

  /** A ConfigMap that isn't the mesh's has nothing to do with us. */
  static boolean isMeshConfigMap(Mapping root) {
    return ManifestReader.text(root, "kind").equals("ConfigMap")
        && ManifestReader.text(root, "apiVersion").equals("v1")
        && ManifestReader.id(root, "", "ConfigMap").name().equals(MAP)
        && scalar(root) != null;
  }

  /** The ConfigMap with what stands in it as text, in its place. */
  static Mapping expanded(Mapping root, DocumentText document) throws UnreadableException {
    Scalar scalar = scalar(root);
    Entry data = root.entries().get("data");
    if (scalar == null || data == null || !(data.value() instanceof Mapping values)) {
      return root;
    }
    Yaml read = EmbeddedYaml.read(scalar, document);
    return replaced(
        root, "data", new Entry(data.line(), data.column(), replaced(values, KEY, read)));
  }

  static MeshConfig.Document read(Mapping expanded, Origin id, List<Diagnostic> diagnostics) {
    Origin at = id.at("data").at(KEY);
    Entry data = expanded.entries().get("data");
    Entry mesh =
        data != null && data.value() instanceof Mapping values ? values.entries().get(KEY) : null;
    Mapping settings =
        mesh != null && mesh.value() instanceof Mapping mapping
            ? mapping
            : new Mapping(0, 0, ImmutableMap.of());
    return document(settings, at, diagnostics);
  }

  static MeshConfig.Document document(Mapping settings, Origin at, List<Diagnostic> diagnostics) {
    return new MeshConfig.Document(
        new RecordReader(diagnostics).read(MeshConfig.class, settings, at), at);
  }

  private static Mapping replaced(Mapping mapping, String key, Yaml value) {
    Entry old = mapping.entries().get(key);
    return old == null
        ? mapping
        : replaced(mapping, key, new Entry(old.line(), old.column(), value));
  }

  private static Mapping replaced(Mapping mapping, String key, Entry entry) {
    Map<String, Entry> entries = new LinkedHashMap<>(mapping.entries());
    entries.put(key, entry);
    return new Mapping(mapping.line(), mapping.column(), ImmutableMap.copyOf(entries));
  }

  private static @Nullable Scalar scalar(Mapping root) {
    Entry data = root.entries().get("data");
    Entry mesh =
        data != null && data.value() instanceof Mapping values ? values.entries().get(KEY) : null;
    return mesh != null && mesh.value() instanceof Scalar scalar ? scalar : null;
  }
}
