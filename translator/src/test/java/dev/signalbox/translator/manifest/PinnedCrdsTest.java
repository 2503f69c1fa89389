package dev.signalbox.translator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.manifest.Yaml.Mapping;
import dev.signalbox.translator.manifest.Yaml.Sequence;
import dev.signalbox.translator.manifest.schema.CrdSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pinned schemas. With {@code -Dcrds=DIR}, a folder of the projects' CustomResourceDefinitions,
 * they are made anew: the folder's README says from what.
 */
class PinnedCrdsTest {
  private static final Path PINNED =
      Path.of("src/main/resources/dev/signalbox/translator/manifest", CrdResources.FOLDER);

  /** Prose, and what an API server does with other things than a manifest. */
  private static final ImmutableSet<String> DROPPED =
      ImmutableSet.of("description", "title", "example", "x-kubernetes-map-type");

  static Stream<String> pinned() throws IOException {
    try (Stream<Path> files = Files.walk(PINNED)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .map(file -> PINNED.relativize(file).toString().replace(".json", ""))
          .sorted()
          .toList()
          .stream();
    }
  }

  @Test
  void pin() throws IOException {
    String folder = System.getProperty("crds", "");
    if (!folder.isEmpty()) {
      try (Stream<Path> files = Files.list(Path.of(folder))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
          pin(Files.readString(file));
        }
      }
    }
    assertThat(pinned()).hasSizeGreaterThan(20);
  }

  /** Each rule too is parsed by it, so that none can be one that isn't understood. */
  @ParameterizedTest
  @MethodSource("pinned")
  void compiles(String name) {
    Crds.read(name).values().forEach(CrdSchema::compile);
  }

  private static void pin(String text) throws IOException {
    for (DocumentText part : DocumentSplitter.split(text)) {
      Yaml crd;
      try {
        crd = YamlReader.read(part.text(), 1).orElseThrow();
      } catch (UnreadableException e) {
        throw new IllegalStateException(e);
      }
      if (crd instanceof Mapping mapping
          && ManifestReader.text(mapping, "kind").equals("CustomResourceDefinition")) {
        pin(mapping);
      }
    }
  }

  private static void pin(Mapping crd) throws IOException {
    Mapping spec = child(crd, "spec");
    Map<String, Yaml> versions = new LinkedHashMap<>();
    if (value(spec, "versions") instanceof Sequence all) {
      for (Yaml version : all.items()) {
        Mapping mapping = (Mapping) version;
        if (ManifestReader.text(mapping, "served").equals("true")) {
          versions.put(
              ManifestReader.text(mapping, "name"),
              child(child(mapping, "schema"), "openAPIV3Schema"));
        }
      }
    }
    Path folder = PINNED.resolve(channel(crd)).resolve(ManifestReader.text(spec, "group"));
    Files.createDirectories(folder);
    Path file = folder.resolve(ManifestReader.text(child(spec, "names"), "kind") + ".json");
    Files.writeString(file, json(versions) + "\n");
  }

  /** What the standard channel has, the experimental one has too: that is what objects go by. */
  private static String channel(Mapping crd) {
    Yaml.Entry annotations = child(crd, "metadata").entries().get("annotations");
    boolean standard =
        annotations != null
            && annotations.value() instanceof Mapping mapping
            && ManifestReader.text(mapping, "gateway.networking.k8s.io/channel").equals("standard");
    return standard ? "standard" : "";
  }

  private static Mapping child(Mapping mapping, String key) {
    return (Mapping) value(mapping, key);
  }

  private static Yaml value(Mapping mapping, String key) {
    return Objects.requireNonNull(mapping.entries().get(key), key).value();
  }

  private static String json(Map<String, Yaml> versions) {
    Map<String, String> texts = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    versions.forEach(
        (version, schema) -> {
          String text = Distilled.object((Mapping) schema);
          String same = texts.putIfAbsent(text, version);
          lines.add("\"" + version + "\": " + (same == null ? text : "\"" + same + "\""));
        });
    return "{" + String.join(",\n", lines) + "}";
  }

  /** Schemas in JSON, without what doesn't count. */
  private static final class Distilled {
    private Distilled() {}

    /** The object's own metadata and status are somebody else's. */
    static String object(Mapping schema) {
      Map<String, String> fields = new LinkedHashMap<>();
      schema.entries().forEach((key, entry) -> field(fields, key, entry.value()));
      Map<String, String> properties = new LinkedHashMap<>();
      child(schema, "properties")
          .entries()
          .forEach((name, entry) -> properties.put(name, schema(entry.value())));
      String open = "{\"type\": \"object\", \"x-kubernetes-preserve-unknown-fields\": true}";
      properties.put("apiVersion", "{\"type\": \"string\"}");
      properties.put("kind", "{\"type\": \"string\"}");
      properties.put("metadata", open);
      properties.put("status", open);
      fields.put("properties", JsonText.object(properties));
      return JsonText.object(fields);
    }

    private static String schema(Yaml schema) {
      Map<String, String> fields = new LinkedHashMap<>();
      ((Mapping) schema).entries().forEach((key, entry) -> field(fields, key, entry.value()));
      return JsonText.object(fields);
    }

    private static void field(Map<String, String> fields, String key, Yaml value) {
      boolean atomic =
          key.equals("x-kubernetes-list-type")
              && value instanceof Yaml.Scalar type
              && type.text().equals("atomic");
      if (!DROPPED.contains(key) && !atomic) {
        fields.put(key, keyword(key, value));
      }
    }

    private static String keyword(String key, Yaml value) {
      return switch (key) {
        case "properties" -> {
          Map<String, String> properties = new LinkedHashMap<>();
          ((Mapping) value)
              .entries()
              .forEach((k, entry) -> properties.put(k, schema(entry.value())));
          yield JsonText.object(properties);
        }
        case "items", "additionalProperties" ->
            value instanceof Mapping ? schema(value) : JsonText.of(value);
        default -> JsonText.of(value);
      };
    }
  }

  @Test
  void unknownKindsHaveNone() {
    assertThat(Crds.read("apps/Deployment")).isEqualTo(ImmutableMap.of());
    assertThat(Crds.find("networking.istio.io", "VirtualService", "v7")).isEmpty();
  }
}
