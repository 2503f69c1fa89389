package dev.signalbox.translator.manifest.schema;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.Yaml;
import java.util.List;

/** Schemas of which some must fit. */
final class Alternatives {
  private static final Origin NOBODY = new Origin("", "", "", "");

  private Alternatives() {}

  static boolean fits(Structure schema, Yaml value) {
    Problems problems = new Problems(NOBODY);
    StructureCheck.check(schema, value, new FieldPath.Root(), problems);
    return problems.errors() == 0;
  }

  /** One of the schemas at least, or exactly one. */
  record Some(ImmutableList<Structure> schemas, boolean exactlyOne) implements Check {
    @Override
    public void check(Yaml value, FieldPath path, Problems problems) {
      List<Structure> fitting = schemas.stream().filter(s -> fits(s, value)).toList();
      if (fitting.isEmpty()) {
        // The first one is the case that the others are exceptions of.
        StructureCheck.check(schemas.get(0), value, path, problems);
      } else if (exactlyOne && fitting.size() > 1) {
        problems.add(
            Code.CONFLICTING_FIELDS,
            path,
            "fits " + fitting.size() + " alternatives that exclude each other",
            "Keep the fields of one.");
      }
    }
  }

  /** A schema that mustn't fit. */
  record Not(Structure schema) implements Check {
    @Override
    public void check(Yaml value, FieldPath path, Problems problems) {
      if (fits(schema, value)) {
        problems.add(
            Code.INVALID_VALUE,
            path,
            "\"" + Scalars.text(value) + "\" is not allowed here",
            "Use another value.");
      }
    }
  }

  /** All that a schema demands. */
  record All(Structure schema) implements Check {
    @Override
    public void check(Yaml value, FieldPath path, Problems problems) {
      StructureCheck.check(schema, value, path, problems);
    }
  }
}
