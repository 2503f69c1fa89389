package dev.signalbox.controlplane.demo;

import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with places to fill, written as <code>${name}</code>. */
record Template(String text) {
  private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+)}");

  /** From a resource beside this class. */
  static Template load(String name) {
    try {
      return new Template(
          Resources.toString(Resources.getResource(Template.class, name), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In one pass: what was filled in is never filled again. */
  String fill(Map<String, String> values) {
    return PLACE
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "")));
  }
}
