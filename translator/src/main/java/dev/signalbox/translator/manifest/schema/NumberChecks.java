package dev.signalbox.translator.manifest.schema;

import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.manifest.Yaml;
import java.math.BigDecimal;
import java.util.Optional;

/** What a schema demands of numbers. */
final class NumberChecks {
  private NumberChecks() {}

  /** Least and most, both allowed. */
  record Range(Optional<BigDecimal> least, Optional<BigDecimal> most) implements Check {

    /** The tighter of two ranges. */
    Range within(Range other) {
      return new Range(
          least.flatMap(a -> other.least.map(a::max)).or(() -> least).or(other::least),
          most.flatMap(a -> other.most.map(a::min)).or(() -> most).or(other::most));
    }

    @Override
    public void check(Yaml value, FieldPath path, Problems problems) {
      BigDecimal number = Scalars.number(value);
      if (number == null) {
        return;
      }
      if (least.filter(bound -> number.compareTo(bound) < 0).isPresent()) {
        report(value, "less than " + least.get().toPlainString(), path, problems);
      } else if (most.filter(bound -> number.compareTo(bound) > 0).isPresent()) {
        report(value, "more than " + most.get().toPlainString(), path, problems);
      }
    }

    private void report(Yaml value, String relation, FieldPath path, Problems problems) {
      String message = Scalars.text(value) + " is " + relation;
      problems.add(Code.OUT_OF_RANGE, path, message, "Use " + allowed() + ".");
    }

    private String allowed() {
      String from = least.map(BigDecimal::toPlainString).orElse("");
      String to = most.map(BigDecimal::toPlainString).orElse("");
      if (from.isEmpty()) {
        return "at most " + to;
      }
      return to.isEmpty() ? "at least " + from : from + " to " + to;
    }
  }
}
