package dev.signalbox.translator.manifest.schema;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.manifest.Yaml;
import dev.signalbox.translator.manifest.Yaml.Sequence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a schema demands of mappings and of lists of them. */
final class ObjectChecks {
  private ObjectChecks() {}

  /** Null is as good as absent. */
  static boolean isSet(Yaml value, String field) {
    return !PlainValues.child(value, field).isNull();
  }

  /** Fields that must be there. */
  record Required(ImmutableList<String> fields) implements Check {
    @Override
    public void check(Yaml value, FieldPath path, Problems problems) {
      for (String field : fields) {
        if (!isSet(value, field)) {
          String message = "the field " + field + " is required";
          problems.add(Code.MISSING_FIELD, path, message, "Add " + field + ".");
        }
      }
    }
  }

  /** At most one of the fields may be there: how protobuf's oneof is written in a schema. */
  record AtMostOne(ImmutableList<String> fields) implements Check {
    @Override
    public void check(Yaml value, FieldPath path, Problems problems) {
      List<String> set = fields.stream().filter(field -> isSet(value, field)).toList();
      if (set.size() > 1) {
        String message = String.join(" and ", set) + " exclude each other";
        problems.add(Code.CONFLICTING_FIELDS, path, message, "Keep one of them.");
      }
    }
  }

  /** Items of a list that is a map or, where there are no keys, a set. */
  record Distinct(ImmutableList<String> keys) implements Check {
    @Override
    public void check(Yaml value, FieldPath path, Problems problems) {
      if (!(value instanceof Sequence sequence)) {
        return;
      }
      Map<Object, Integer> seen = new HashMap<>();
      for (int i = 0; i < sequence.items().size(); i++) {
        Integer first = seen.putIfAbsent(key(sequence.items().get(i)), i);
        if (first != null) {
          problems.add(
              Code.DUPLICATE_ITEM,
              path.at(i),
              "the item is the same as item " + first + of(),
              "Remove or change one of them.");
        }
      }
    }

    private String of() {
      return keys.isEmpty() ? "" : " in " + String.join(" and ", keys);
    }

    private Object key(Yaml item) {
      return keys.isEmpty()
          ? PlainValues.of(item)
          : keys.stream().map(key -> PlainValues.of(PlainValues.child(item, key))).toList();
    }
  }
}
