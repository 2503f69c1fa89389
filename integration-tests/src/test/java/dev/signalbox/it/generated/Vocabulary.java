package dev.signalbox.it.generated;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.ToNumberPolicy;
import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What a schema can't say of its fields' values: values.yaml.
 *
 * @param rareObjects of all objects, those that are made for a rare field: most are invalid
 * @param values by the end of a path
 * @param always fields that an object has always, by the end of its path
 * @param rare fields that are left out unless they are what an object is made for
 * @param odd values of fields, by the end of a path, that some objects have here and there
 * @param types what the field type says where another field is there, by the end of their path
 * @param metadata what objects may have in their metadata, by their paths' start
 */
record Vocabulary(
    double rareObjects,
    Map<String, List<Object>> values,
    Map<String, List<String>> always,
    List<Exclusive> exclusive,
    List<String> rare,
    @Nullable Map<String, List<Object>> odd,
    @Nullable Map<String, Map<String, String>> types,
    @Nullable Map<String, List<Map<String, Object>>> metadata) {

  /**
   * Fields of one object that exclude each other.
   *
   * @param drops the fields that go with each of them
   */
  record Exclusive(
      String at,
      @SerializedName("of") List<String> fields,
      boolean needed,
      @Nullable Map<String, List<String>> drops) {

    /** Versions of a kind have more or less of them. */
    Exclusive within(Set<String> known) {
      return new Exclusive(at, fields.stream().filter(known::contains).toList(), needed, drops);
    }

    List<String> dropped(String field) {
      return drops == null ? List.of() : drops.getOrDefault(field, List.of());
    }
  }

  static Vocabulary read(String resource) throws IOException {
    String text =
        Resources.toString(Resources.getResource("generated/" + resource), StandardCharsets.UTF_8);
    Gson json = new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).create();
    Object file = new Load(LoadSettings.builder().build()).loadFromString(text);
    return json.fromJson(json.toJsonTree(file), Vocabulary.class);
  }

  /** The values for the longest known end of a path; null if none is known. */
  @Nullable List<Object> find(String path) {
    return byLongestEnd(values, path);
  }

  /** Odd values for a path; null if none are known. */
  @Nullable List<Object> findOdd(String path) {
    return odd == null ? null : byLongestEnd(odd, path);
  }

  /** The type that goes with a mapping's other fields. */
  Optional<String> type(String path, Set<String> fields) {
    Map<String, String> known = types == null ? null : byLongestEnd(types, path);
    return known == null
        ? Optional.empty()
        : known.entrySet().stream()
            .filter(entry -> fields.contains(entry.getKey()))
            .map(Map.Entry::getValue)
            .findFirst();
  }

  List<Map<String, Object>> metadata(String root) {
    return metadata == null ? List.of() : metadata.getOrDefault(root, List.of());
  }

  boolean isAlways(String path, String field) {
    List<String> fields = byLongestEnd(always, path);
    return fields != null && fields.contains(field);
  }

  private static <T> @Nullable T byLongestEnd(Map<String, T> known, String path) {
    for (int from = 0; from >= 0; from = next(path, from)) {
      T found = known.get(path.substring(from));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  boolean isRare(String path) {
    return rare.stream().anyMatch(path::startsWith);
  }

  /** The groups that concern an object at a path, with those that its schema knows. */
  ImmutableList<Exclusive> at(String path, SchemaNode node) {
    ImmutableList.Builder<Exclusive> all = ImmutableList.builder();
    exclusive.stream()
        .filter(group -> path.equals(group.at) || path.endsWith("." + group.at))
        .map(group -> group.within(node.properties().keySet()))
        .forEach(all::add);
    for (List<String> fields : node.exclusive()) {
      boolean needed = fields.stream().anyMatch(field -> isAlways(path, field));
      all.add(new Exclusive(path, fields, needed, null));
    }
    return all.build();
  }

  private static int next(String path, int from) {
    int dot = path.indexOf('.', from);
    return dot < 0 ? -1 : dot + 1;
  }
}
