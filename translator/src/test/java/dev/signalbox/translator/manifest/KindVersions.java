package dev.signalbox.translator.manifest;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.manifest.KindFields.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A kind with the schemas of its versions.
 *
 * @param name GROUP/KIND
 * @param schemas each once, with the versions that have it
 */
record KindVersions(String name, ImmutableMap<Yaml, ImmutableSet<String>> schemas) {

  static KindVersions of(String name) {
    Map<Yaml, ImmutableSet<String>> schemas = new LinkedHashMap<>();
    Crds.read(name)
        .forEach(
            (version, schema) ->
                schemas.merge(
                    schema,
                    ImmutableSet.of(version),
                    (some, one) ->
                        ImmutableSet.<String>builder().addAll(some).addAll(one).build()));
    return new KindVersions(name, ImmutableMap.copyOf(schemas));
  }

  String title() {
    String kind = name.substring(name.indexOf('/') + 1);
    return kind + " (" + name.substring(0, name.indexOf('/')) + ")";
  }

  Kinds.Kind known() {
    int slash = name.indexOf('/');
    return Objects.requireNonNull(
        Kinds.find(name.substring(0, slash), name.substring(slash + 1)), name);
  }

  ImmutableSet<String> versions() {
    return schemas.values().stream().flatMap(ImmutableSet::stream).collect(toImmutableSet());
  }

  /** All fields, each with its versions; the version with the most fields gives the order. */
  ImmutableMap<Field, ImmutableSet<String>> fields() {
    Map<Field, TreeSet<String>> fields = new LinkedHashMap<>();
    ImmutableList<Map.Entry<Yaml, ImmutableSet<String>>> oldestFirst = schemas.entrySet().asList();
    for (Map.Entry<Yaml, ImmutableSet<String>> one : oldestFirst.reverse()) {
      for (Field field : KindFields.of(one.getKey(), known().record())) {
        fields.computeIfAbsent(field, f -> new TreeSet<>()).addAll(one.getValue());
      }
    }
    return fields.entrySet().stream()
        .collect(
            ImmutableMap.toImmutableMap(
                Map.Entry::getKey, entry -> ImmutableSet.copyOf(entry.getValue())));
  }

  /** The paths in the channel of what is settled; empty where a project has no channels. */
  Optional<ImmutableSet<String>> standard() {
    return Crds.read("standard/" + name).values().stream()
        .map(schema -> KindFields.of(schema, known().record()))
        .map(fields -> fields.stream().map(Field::path).collect(toImmutableSet()))
        .findFirst();
  }

  /** A version of each schema that has the field. */
  ImmutableList<String> examples(ImmutableSet<String> having) {
    return schemas.values().stream()
        .filter(alike -> having.containsAll(alike))
        .map(alike -> alike.asList().get(0))
        .collect(toImmutableList());
  }
}
