package dev.signalbox.translator.manifest.schema;

import static dev.signalbox.translator.manifest.schema.StructureReader.child;
import static dev.signalbox.translator.manifest.schema.StructureReader.isTrue;
import static dev.signalbox.translator.manifest.schema.StructureReader.list;
import static dev.signalbox.translator.manifest.schema.StructureReader.text;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.re2j.Pattern;
import dev.signalbox.translator.manifest.Yaml;
import dev.signalbox.translator.manifest.schema.NumberChecks.Range;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compiles what a schema demands beside the type. */
final class CheckReader {
  private static final Range ANY = new Range(Optional.empty(), Optional.empty());

  private static final ImmutableMap<String, Range> RANGES =
      ImmutableMap.of(
          "int32", range(Integer.MIN_VALUE, Integer.MAX_VALUE),
          "int64", range(Long.MIN_VALUE, Long.MAX_VALUE));

  /** These mean something else for an API server than for us, or nothing: rules say the rest. */
  private static final ImmutableSet<String> UNCHECKED_FORMATS =
      ImmutableSet.of("date-time", "double", "duration", "float");

  private final Yaml schema;
  private final ImmutableList.Builder<Check> checks = ImmutableList.builder();

  private CheckReader(Yaml schema) {
    this.schema = schema;
  }

  static ImmutableList<Check> read(Yaml schema) {
    CheckReader reader = new CheckReader(schema);
    reader.numbers();
    reader.size("characters", "Length");
    reader.size("items", "Items");
    reader.size("entries", "Properties");
    reader.texts();
    reader.objects();
    if (!isTrue(schema, "x-kubernetes-int-or-string")) {
      reader.alternatives();
    }
    return reader.checks.build();
  }

  private void numbers() {
    Range range =
        new Range(
            child(schema, "minimum").map(CheckReader::number),
            child(schema, "maximum").map(CheckReader::number));
    Range both = range.within(RANGES.getOrDefault(text(schema, "format"), ANY));
    if (!both.equals(ANY)) {
      checks.add(both);
    }
  }

  private static BigDecimal number(Yaml value) {
    return new BigDecimal(Scalars.text(value));
  }

  private static Range range(long least, long most) {
    return new Range(Optional.of(BigDecimal.valueOf(least)), Optional.of(BigDecimal.valueOf(most)));
  }

  private void size(String what, String suffix) {
    Optional<Long> least = child(schema, "min" + suffix).map(v -> number(v).longValueExact());
    Optional<Long> most = child(schema, "max" + suffix).map(v -> number(v).longValueExact());
    if (least.isPresent() || most.isPresent()) {
      checks.add(new SizeChecks.Size(what, least.orElse(0L), most.orElse(Long.MAX_VALUE)));
    }
  }

  private void texts() {
    child(schema, "pattern")
        .ifPresent(p -> checks.add(new TextChecks.Form(Pattern.compile(Scalars.text(p)))));
    if (child(schema, "enum").isPresent()) {
      checks.add(
          new TextChecks.OneOf(
              list(schema, "enum").stream()
                  .map(Scalars::text)
                  .collect(ImmutableSet.toImmutableSet())));
    }
    String format = text(schema, "format");
    if (!format.isEmpty() && !RANGES.containsKey(format) && !UNCHECKED_FORMATS.contains(format)) {
      checks.add(TextChecks.Format.named(format));
    }
  }

  private void objects() {
    // Of a list it would say nothing, though ServiceProfile's schema has it there.
    if (child(schema, "required").isPresent() && !text(schema, "type").equals("array")) {
      checks.add(new ObjectChecks.Required(texts(schema, "required")));
    }
    String listType = text(schema, "x-kubernetes-list-type");
    if (listType.equals("map") || listType.equals("set")) {
      checks.add(new ObjectChecks.Distinct(texts(schema, "x-kubernetes-list-map-keys")));
    }
  }

  private void alternatives() {
    if (child(schema, "oneOf").isPresent()) {
      Check atMostOne = atMostOne(list(schema, "oneOf"));
      checks.add(atMostOne == null ? some("oneOf") : atMostOne);
    }
    if (child(schema, "anyOf").isPresent()) {
      checks.add(some("anyOf"));
    }
    for (Yaml part : list(schema, "allOf")) {
      checks.add(new Alternatives.All(StructureReader.read(part)));
    }
    child(schema, "not")
        .ifPresent(not -> checks.add(new Alternatives.Not(StructureReader.read(not))));
  }

  private Check some(String key) {
    return new Alternatives.Some(
        list(schema, key).stream()
            .map(StructureReader::read)
            .collect(ImmutableList.toImmutableList()),
        key.equals("oneOf"));
  }

  /** None of some fields, or one of them: the first alternative negates all the others. */
  private static @Nullable Check atMostOne(List<Yaml> alternatives) {
    ImmutableList<String> fields =
        alternatives.stream()
            .skip(1)
            .flatMap(alternative -> texts(alternative, "required").stream())
            .collect(ImmutableList.toImmutableList());
    boolean none =
        child(alternatives.get(0), "not").flatMap(not -> child(not, "anyOf")).isPresent();
    return none && fields.size() == alternatives.size() - 1
        ? new ObjectChecks.AtMostOne(fields)
        : null;
  }

  private static ImmutableList<String> texts(Yaml schema, String key) {
    return list(schema, key).stream().map(Scalars::text).collect(ImmutableList.toImmutableList());
  }
}
