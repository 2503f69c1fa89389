package dev.signalbox.it.generated;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Lists;
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
import java.util.List;
import java.util.Map;
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

  /** Of ten objects, those that are made for a field that is rare since it makes most invalid. */
  private static final double RARE_OBJECTS = 0.27;

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

  static Corpus of(ImmutableList<String> kinds, Vocabulary vocabulary, int count, long seed) {
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
    private final ImmutableMap<String, SchemaNode> schemas;
    private final Vocabulary vocabulary;
    private final Random random;
    private final Map<String, Integer> counts = new TreeMap<>();

    Builder(ImmutableList<String> kinds, Vocabulary vocabulary, long seed) {
      this.schemas = kinds.stream().collect(ImmutableMap.toImmutableMap(k -> k, Builder::schema));
      this.vocabulary = vocabulary;
      this.random = new Random(seed);
      schemas.forEach(
          (kind, schema) -> schema.paths(path(kind)).forEach(field -> counts.put(field, 0)));
    }

    Corpus build(int count) {
      ImmutableList.Builder<Manifest> manifests = ImmutableList.builder();
      for (int i = 0; i < count; i++) {
        manifests.add(manifest(i));
      }
      return new Corpus(manifests.build(), ImmutableSortedMap.copyOf(counts));
    }

    private Manifest manifest(int number) {
      String field = rarest(random.nextDouble() < RARE_OBJECTS);
      String kind =
          schemas.keySet().stream()
              .filter(k -> field.startsWith(path(k)))
              .findFirst()
              .orElseThrow();
      ManifestGenerator generator = new ManifestGenerator(vocabulary, random);
      Made made = generator.make(schema(kind), path(kind), field);
      made.fields().forEach(one -> counts.merge(one, 1, Integer::sum));
      String name = "generated-" + number;
      Map<String, Object> object =
          ImmutableMap.of(
              "apiVersion", kind.substring(0, kind.indexOf('/')) + "/" + version(kind),
              "kind", kind.substring(kind.indexOf('/') + 1),
              "metadata", ImmutableMap.of("name", name),
              "spec", made.value());
      return new Manifest(name + ".yaml", JSON.toJson(object));
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
      Yaml whole = Crds.read(kind).values().iterator().next();
      return Optional.ofNullable(SchemaNode.of(whole).properties().get("spec")).orElseThrow();
    }

    /** All versions have the same schema. */
    private static String version(String kind) {
      return Crds.read(kind).keySet().iterator().next();
    }

    private static String path(String kind) {
      return kind.substring(kind.indexOf('/') + 1) + ".spec";
    }
  }
}
