package dev.signalbox.translator.manifest.schema;

import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import com.google.re2j.Pattern;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.manifest.Suggestions;
import dev.signalbox.translator.manifest.Yaml;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.Base64;
import java.util.Locale;

/** What a schema demands of texts. */
final class TextChecks {
  private TextChecks() {}

  /** A regular expression that must be found in it. */
  record Form(Pattern pattern) implements Check {
    @Override
    public void check(Yaml value, FieldPath path, Problems problems) {
      if (!pattern.matcher(Scalars.text(value)).find()) {
        problems.add(
            Code.WRONG_FORM,
            path,
            "\"" + Scalars.text(value) + "\" hasn't the form that is wanted",
            Forms.fix(pattern.pattern()));
      }
    }
  }

  /** One of some values. */
  record OneOf(ImmutableSet<String> values) implements Check {
    @Override
    public void check(Yaml value, FieldPath path, Problems problems) {
      String text = Scalars.text(value);
      if (values.contains(text)) {
        return;
      }
      String fix =
          Suggestions.closest(text, values)
              .map(closest -> "Did you mean " + closest + "?")
              .orElse("Use one of " + String.join(", ", shown(values)) + ".");
      problems.add(Code.INVALID_VALUE, path, "\"" + text + "\" is not allowed here", fix);
    }

    private static ImmutableSet<String> shown(ImmutableSet<String> values) {
      return values.stream()
          .map(value -> value.isEmpty() ? "\"\"" : value)
          .collect(ImmutableSet.toImmutableSet());
    }
  }

  /** What a format asks of a text. */
  enum Format implements Check {
    IPV4("an IPv4 address") {
      @Override
      boolean accepts(String text) {
        return InetAddresses.isInetAddress(text)
            && InetAddresses.forString(text) instanceof Inet4Address;
      }
    },
    IPV6("an IPv6 address") {
      @Override
      boolean accepts(String text) {
        return InetAddresses.isInetAddress(text)
            && InetAddresses.forString(text) instanceof Inet6Address;
      }
    },
    BYTE("base64") {
      @Override
      boolean accepts(String text) {
        try {
          Base64.getDecoder().decode(text);
          return true;
        } catch (IllegalArgumentException e) {
          return false;
        }
      }
    };

    private final String description;

    Format(String description) {
      this.description = description;
    }

    abstract boolean accepts(String text);

    static Format named(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }

    @Override
    public void check(Yaml value, FieldPath path, Problems problems) {
      String text = Scalars.text(value);
      if (!accepts(text)) {
        String message = "\"" + text + "\" is not " + description;
        problems.add(Code.WRONG_FORM, path, message, "Write " + description + ".");
      }
    }
  }
}
