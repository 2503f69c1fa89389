package dev.signalbox.it.readme;

import static java.util.stream.Collectors.joining;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Commands of a document, between {@code ```sh} and {@code ```}.
 *
 * @param output what the document says that they print, in a block {@code ```text} right behind it
 */
record Block(String commands, ImmutableList<String> output) {
  private static final Pattern FENCED =
      Pattern.compile("(?ms)^```sh\\n(.*?)^```\\n(?:```text\\n(.*?)^```\\n)?");

  /** What goes on until it is ended: a reader lets it run, and opens another terminal. */
  private static final Pattern GOES_ON =
      Pattern.compile("(?s)(?:.*\\n)?(?:\\./signalbox (?:demo|serve)|envoy -c)[^\\n]*\\n");

  static ImmutableList<Block> of(String document) {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = FENCED.matcher(document);
    while (matcher.find()) {
      String output = matcher.group(2) == null ? "" : matcher.group(2);
      blocks.add(
          new Block(matcher.group(1), output.lines().collect(ImmutableList.toImmutableList())));
    }
    return ImmutableList.copyOf(blocks);
  }

  boolean goesOn() {
    return GOES_ON.matcher(commands).matches();
  }

  boolean isControlPlane() {
    return goesOn() && !commands.contains("envoy -c");
  }

  /** Lines that are shown must be printed in this order; … stands for anything. */
  ImmutableList<String> missingFrom(String printed) {
    ImmutableList.Builder<String> missing = ImmutableList.builder();
    List<String> rest = printed.lines().toList();
    for (String line : output) {
      int at = indexOf(line, rest);
      if (at < 0) {
        missing.add(line);
      } else {
        rest = rest.subList(at + 1, rest.size());
      }
    }
    return missing.build();
  }

  private static int indexOf(String shown, List<String> printed) {
    if (shown.strip().equals("…")) {
      return printed.isEmpty() ? -1 : 0;
    }
    Pattern pattern = pattern(shown);
    for (int i = 0; i < printed.size(); i++) {
      if (pattern.matcher(printed.get(i).strip()).matches()) {
        return i;
      }
    }
    return -1;
  }

  private static Pattern pattern(String shown) {
    return Pattern.compile(
        Splitter.on('…').splitToStream(shown.strip()).map(Pattern::quote).collect(joining(".*")));
  }
}
