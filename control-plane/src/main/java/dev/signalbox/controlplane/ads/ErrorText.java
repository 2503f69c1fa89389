package dev.signalbox.controlplane.ads;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what Envoy says when it refuses a response. */
final class ErrorText {

  /** Envoy may dump whole resources; names stand in the beginning. */
  private static final int MAX_LENGTH = 32 * 1024;

  private static final String NAME_CHARACTERS = "_-|/";

  private static final ImmutableList<String> OWN_FAULTS =
      ImmutableList.of(
          "Address already in use",
          "Cannot assign requested address",
          "Permission denied",
          "cannot bind",
          "unable to read file",
          "Invalid path:",
          "No such file");

  /** What stands before a name; a number without it is just a number. */
  private static final ImmutableList<String> NAMING =
      ImmutableList.of("\"", "'", "route ", "route configuration ", "name: ");

  private ErrorText() {}

  /** Whether the cause is the client's own (a port in use, a missing file) and may go away. */
  static boolean isOwnFault(String text) {
    return OWN_FAULTS.stream().anyMatch(text::contains);
  }

  /** The names that the text names, each with its own part of the text. */
  static ImmutableSortedMap<String, String> blame(String fullText, Collection<String> names) {
    String text = fullText.substring(0, Math.min(fullText.length(), MAX_LENGTH));
    List<Span> spans = new ArrayList<>();
    // The longest first: "a" isn't named by the "a" of "a.b".
    names.stream()
        .sorted(Comparator.comparing(String::length).reversed())
        .forEach(name -> find(text, name, spans));
    spans.sort(Comparator.comparing(Span::start));
    Map<String, String> blamed = new HashMap<>();
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      int end = i + 1 < spans.size() ? spans.get(i + 1).start() : text.length();
      blamed.merge(span.name(), text.substring(span.start(), end).strip(), String::concat);
    }
    return ImmutableSortedMap.copyOf(blamed);
  }

  private static void find(String text, String name, List<Span> spans) {
    if (name.isEmpty()) {
      return;
    }
    for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      Span span = new Span(at, at + name.length(), name);
      if (standsAlone(text, span) && spans.stream().noneMatch(span::overlaps)) {
        spans.add(span);
      }
    }
  }

  private static boolean standsAlone(String text, Span span) {
    boolean aNumber = span.name().chars().allMatch(Character::isDigit);
    if (aNumber && NAMING.stream().noneMatch(text.substring(0, span.start())::endsWith)) {
      return false;
    }
    return !isNameCharacter(text, span.start() - 1, -1) && !isNameCharacter(text, span.end(), 1);
  }

  /** Dots and colons belong to a name only if the name goes on behind them. */
  private static boolean isNameCharacter(String text, int at, int direction) {
    if (at < 0 || at >= text.length()) {
      return false;
    }
    char character = text.charAt(at);
    if (character == '.' || character == ':') {
      return isNameCharacter(text, at + direction, direction);
    }
    return Character.isLetterOrDigit(character) || NAME_CHARACTERS.indexOf(character) >= 0;
  }

  private record Span(int start, int end, String name) {
    boolean overlaps(Span other) {
      return start < other.end && other.start < end;
    }
  }
}
