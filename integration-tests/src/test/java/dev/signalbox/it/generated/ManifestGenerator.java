package dev.signalbox.it.generated;

import com.google.common.collect.ImmutableList;
import dev.signalbox.it.generated.Vocabulary.Exclusive;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Makes random objects of a schema, each of them for the sake of one field that it has for sure.
 */
final class ManifestGenerator {
  private static final double OFTEN = 0.8;
  private static final double SOMETIMES = 0.18;
  private static final int FEW = 5;
  private static final double WILD_OBJECTS = 0.07;
  private static final double WILD_VALUES = 0.1;
  private static final ImmutableList<Object> WILD =
      ImmutableList.of(
          "", "a b", "-", "é\u0001", -1, 0, 2_147_483_648L, 0.5, true, "x".repeat(300));

  private final Vocabulary vocabulary;
  private final Random random;
  private final Set<String> made = new HashSet<>();
  private String target = "";
  private boolean wild;

  ManifestGenerator(Vocabulary vocabulary, Random random) {
    this.vocabulary = vocabulary;
    this.random = random;
  }

  /**
   * @param fields the paths of all fields that it has
   */
  record Made(Object value, Set<String> fields) {}

  /** An object with a certain field. */
  Made make(SchemaNode schema, String path, String field) {
    target = field;
    wild = random.nextDouble() < WILD_OBJECTS;
    made.clear();
    Object value = value(schema, path);
    return new Made(value, Set.copyOf(made));
  }

  private Object value(SchemaNode node, String path) {
    made.add(path);
    if (node.type().equals("array")) {
      return list(node, path);
    }
    if (!node.properties().isEmpty()) {
      return mapping(node, path);
    }
    return node.values().isPresent() ? map(node.values().get(), path) : leaf(node, path);
  }

  private Map<String, Object> mapping(SchemaNode node, String path) {
    List<Exclusive> groups = vocabulary.at(path, node);
    Set<String> excluded = excluded(groups, path);
    Map<String, Object> mapping = base(node, path);
    node.properties()
        .forEach(
            (name, child) -> {
              String at = path + "." + name;
              boolean needed =
                  node.required().contains(name)
                      || vocabulary.isAlways(path, name)
                      || groups.stream().anyMatch(g -> g.needed() && g.fields().contains(name));
              if (mapping.containsKey(name)) {
                made.add(at);
              } else if (!excluded.contains(name) && (needed || leadsToTarget(at) || chance(at))) {
                mapping.put(name, value(child, at));
              }
            });
    vocabulary.type(path, mapping.keySet()).ifPresent(type -> mapping.put("type", type));
    return mapping;
  }

  /** Fields that only go together. */
  private Map<String, Object> base(SchemaNode node, String path) {
    Map<String, Object> base = new LinkedHashMap<>();
    List<Object> known = vocabulary.find(path + ".@base");
    if (known != null && random.nextInt(FEW) > 0 && pick(known) instanceof Map<?, ?> fields) {
      fields.forEach((name, value) -> base.put(name.toString(), value));
      base.keySet().retainAll(node.properties().keySet());
    }
    return base;
  }

  private List<Object> list(SchemaNode node, String path) {
    SchemaNode item = node.items().orElseThrow();
    return IntStream.range(0, random.nextInt(FEW) == 0 ? 2 : 1)
        .mapToObj(i -> value(item, path + "[]"))
        .distinct()
        .toList();
  }

  private Map<String, Object> map(SchemaNode node, String path) {
    Map<String, Object> map = new LinkedHashMap<>();
    List<Object> keys = Optional.ofNullable(vocabulary.find(path + ".@keys")).orElse(List.of("a"));
    map.put(pick(keys).toString(), value(node, path + "{}"));
    if (random.nextInt(FEW) == 0) {
      map.put(pick(keys).toString(), value(node, path + "{}"));
    }
    return map;
  }

  private Object leaf(SchemaNode node, String path) {
    if (wild && random.nextDouble() < WILD_VALUES) {
      List<Object> odd = vocabulary.findOdd(path);
      return pick(odd == null || random.nextBoolean() ? WILD : odd);
    }
    List<Object> known = vocabulary.find(path);
    if (known != null) {
      return pick(known);
    }
    if (!node.choices().isEmpty()) {
      return pick(List.copyOf(node.choices()));
    }
    return switch (node.type()) {
      case "boolean" -> random.nextBoolean();
      case "integer", "number" -> 1 + random.nextInt(100);
      default -> "1s";
    };
  }

  /** What the choice among exclusive fields leaves out. */
  private Set<String> excluded(List<Exclusive> groups, String path) {
    Set<String> excluded = new HashSet<>();
    for (Exclusive group : groups) {
      String chosen = choose(group, path, excluded);
      group.fields().stream().filter(field -> !field.equals(chosen)).forEach(excluded::add);
      excluded.addAll(group.dropped(chosen));
    }
    return excluded;
  }

  private String choose(Exclusive group, String path, Set<String> excluded) {
    List<String> possible =
        group.fields().stream()
            .filter(field -> !excluded.contains(field))
            .filter(field -> keepsTarget(group, field, path))
            .toList();
    Optional<String> onTheWay =
        possible.stream().filter(field -> leadsToTarget(path + "." + field)).findFirst();
    List<String> always =
        possible.stream().filter(field -> vocabulary.isAlways(path, field)).toList();
    if (onTheWay.isEmpty() && !always.isEmpty()) {
      return random.nextInt(3) > 0 ? always.get(0) : pick(possible);
    }
    if (onTheWay.isEmpty() && vocabulary.isRare(target) && !possible.isEmpty()) {
      return pick(possible);
    }
    List<String> common =
        possible.stream().filter(field -> !vocabulary.isRare(path + "." + field)).toList();
    return onTheWay.orElseGet(() -> common.isEmpty() ? "" : pick(common));
  }

  private boolean keepsTarget(Exclusive group, String field, String path) {
    return group.dropped(field).stream().noneMatch(dropped -> leadsToTarget(path + "." + dropped));
  }

  private boolean chance(String path) {
    if (vocabulary.isRare(path)) {
      return vocabulary.isRare(target) && random.nextDouble() < OFTEN;
    }
    return random.nextDouble() < SOMETIMES;
  }

  private boolean leadsToTarget(String path) {
    return target.startsWith(path)
        && (target.length() == path.length() || ".[{".indexOf(target.charAt(path.length())) >= 0);
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
