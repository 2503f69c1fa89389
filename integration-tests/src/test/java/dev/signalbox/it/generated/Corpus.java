package dev.signalbox.it.generated;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Lists;
import com.google.common.collect.Maps;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.signalbox.it.generated.ManifestGenerator.Made;
import dev.signalbox.translator.ManifestSet;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Scope;
import dev.signalbox.translator.manifest.Crds;
import dev.signalbox.translator.manifest.Yaml;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Generated manifests, the same ones for the same seed.
 *
 * @param fields how often each field of the kinds occurs
 */
record Corpus(ImmutableList<Manifest> manifests, ImmutableSortedMap<String, Integer> fields) {
  private static final int SET = 10;

  private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();

  /** A manifest, alone. */
  record Manifest(String name, String text) {
    /** Whether nothing in it is refused, whatever the rest of the mesh is. */
    boolean isValid() {
      return errors().isEmpty();
    }

    List<Diagnostic> errors() {
      return ManifestSet.empty().with(name, text).findings().stream()
          .map(finding -> finding.diagnostic())
          .filter(d -> d.isError() && d.code().scope() == Scope.OBJECT)
          .toList();
    }
  }

  /**
   * @param kinds as GROUP/VERSION/KIND, by what the paths of their fields start with
   */
  static Corpus of(
      ImmutableMap<String, String> kinds, Vocabulary vocabulary, int count, long seed) {
    return new Builder(kinds, vocabulary, seed).build(count);
  }

  /** Manifests that are tried together. */
  List<List<Manifest>> sets() {
    return Lists.partition(manifests, SET);
  }

  static String text(List<Manifest> set) {
    return set.stream().map(Manifest::text).collect(Collectors.joining("\n---\n"));
  }

  private static final class Builder {
    private final ImmutableMap<String, String> kinds;
    private final ImmutableMap<String, SchemaNode> schemas;
    private final Vocabulary vocabulary;
    private final Random random;
    private final Map<String, Integer> counts = new TreeMap<>();

    Builder(ImmutableMap<String, String> kinds, Vocabulary vocabulary, long seed) {
      this.kinds = kinds;
      this.schemas = ImmutableMap.copyOf(Maps.transformValues(kinds, Builder::schema));
      this.vocabulary = vocabulary;
      this.random = new Random(seed);
      schemas.forEach(
          (root, schema) -> schema.paths(path(root)).forEach(field -> counts.put(field, 0)));
    }

    Corpus build(int count) {
      ImmutableList.Builder<Manifest> manifests = ImmutableList.builder();
      for (int i = 0; i < count; i++) {
        manifests.add(manifest(i));
      }
      return new Corpus(manifests.build(), ImmutableSortedMap.copyOf(counts));
    }

    private Manifest manifest(int number) {
      String field = rarest(random.nextDouble() < vocabulary.rareObjects());
      String root =
          kinds.keySet().stream().filter(r -> field.startsWith(path(r))).findFirst().orElseThrow();
      ManifestGenerator generator = new ManifestGenerator(vocabulary, random);
      Made made = generator.make(Objects.requireNonNull(schemas.get(root)), path(root), field);
      made.fields().forEach(one -> counts.merge(one, 1, Integer::sum));
      String kind = Objects.requireNonNull(kinds.get(root));
      Map<String, Object> object =
          ImmutableMap.of(
              "apiVersion", kind.substring(0, kind.lastIndexOf('/')),
              "kind", kind.substring(kind.lastIndexOf('/') + 1),
              "metadata", metadata(root, number),
              "spec", made.value());
      return new Manifest("generated-" + number + ".yaml", JSON.toJson(object));
    }

    private Map<String, Object> metadata(String root, int number) {
      Map<String, Object> metadata = new LinkedHashMap<>();
      metadata.put("name", "generated-" + number);
      List<Map<String, Object>> known = vocabulary.metadata(root);
      if (!known.isEmpty()) {
        metadata.putAll(known.get(random.nextInt(known.size())));
      }
      return metadata;
    }

    /** One of the fields that have come up the least. */
    private String rarest(boolean rare) {
      List<String> fields =
          new ArrayList<>(
              counts.keySet().stream().filter(f -> vocabulary.isRare(f) == rare).toList());
      Collections.shuffle(fields, random);
      return fields.stream().min(Comparator.comparing(counts::get)).orElseThrow();
    }

    private static SchemaNode schema(String kind) {
      List<String> parts = Splitter.on('/').splitToList(kind);
      Yaml whole = Crds.read(parts.get(0) + "/" + parts.get(2)).get(parts.get(1));
      return Optional.ofNullable(
              SchemaNode.of(Objects.requireNonNull(whole, kind)).properties().get("spec"))
          .orElseThrow();
    }

    private static String path(String root) {
      return root + ".spec";
    }
  }
}
