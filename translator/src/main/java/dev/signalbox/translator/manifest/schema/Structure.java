package dev.signalbox.translator.manifest.schema;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.manifest.Yaml;
import java.util.Optional;

/**
 * A node of a structural schema, compiled.
 *
 * @param open whether unknown fields are kept
 * @param values what a mapping's values are where its keys are the user's
 * @param partial whether something inside has a default
 */
record Structure(
    Type type,
    boolean nullable,
    boolean open,
    ImmutableMap<String, Structure> properties,
    Optional<Structure> values,
    Optional<Structure> items,
    ImmutableList<Check> checks,
    ImmutableList<SchemaRule> rules,
    Optional<Yaml> defaultValue,
    boolean partial) {

  /** What a value must be. */
  enum Type {
    OBJECT("a mapping"),
    ARRAY("a list"),
    STRING("a string"),
    INTEGER("an integer"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    INT_OR_STRING("a number or a name"),
    ANY("anything");

    private final String description;

    Type(String description) {
      this.description = description;
    }

    String description() {
      return description;
    }
  }
}
