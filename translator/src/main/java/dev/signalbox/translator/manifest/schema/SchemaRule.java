package dev.signalbox.translator.manifest.schema;

import com.google.common.base.Ascii;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.manifest.cel.CelRule;
import java.util.Optional;

/** One of a schema's own rules in the Common Expression Language. */
record SchemaRule(String text, RuleAdvice advice, CelRule compiled) {
  private static final int LONGEST_SHOWN = 120;

  static SchemaRule of(String text, String message) {
    return new SchemaRule(text, advice(text, message), CelRule.compile(text));
  }

  private static RuleAdvice advice(String text, String message) {
    RuleAdvice written = RuleAdvice.KNOWN.get(text);
    if (written != null) {
      return written;
    }
    Optional<RuleAdvice> known = GatewayApiAdvice.find(message);
    if (known.isPresent()) {
      return known.get();
    }
    String fix =
        text.length() > LONGEST_SHOWN ? "Change it so." : "It must hold that " + text + ".";
    return new RuleAdvice(lowerFirst(message), fix);
  }

  void check(Object self, FieldPath path, Problems problems) {
    if (!compiled.holds(self)) {
      problems.add(Code.SCHEMA_RULE, path, advice.message(), advice.fix());
    }
  }

  /** Where it starts a sentence, not a name. */
  private static String lowerFirst(String message) {
    String first = message.split(" ", 2)[0];
    boolean word = first.equals("A") || first.matches("[A-Z][a-z]+");
    return word ? Ascii.toLowerCase(message.charAt(0)) + message.substring(1) : message;
  }
}
