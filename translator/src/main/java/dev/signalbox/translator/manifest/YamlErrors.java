package dev.signalbox.translator.manifest;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;

/** What the YAML parser finds wrong, in words for people who write manifests. */
final class YamlErrors {
  private static final String LOOK = "Make it valid YAML: look at this line and the one above it.";

  private static final String NO_COLON = "could not find expected ':'";

  private final int firstLine;

  YamlErrors(int firstLine) {
    this.firstLine = firstLine;
  }

  /** A message, and what to do. */
  private record Advice(String message, String fix) {}

  /** A character that YAML doesn't allow; the exception counts code points. */
  UnreadableException of(ReaderException e, String text) {
    int count = Math.min(e.getPosition(), text.codePointCount(0, text.length()));
    int at = text.offsetByCodePoints(0, count);
    ImmutableIntArray starts = Lines.starts(text);
    int line = (int) starts.stream().filter(start -> start <= at).count() - 1;
    return new UnreadableException(
        firstLine + line,
        1 + text.codePointCount(starts.get(line), at),
        "the character U+%04X is not allowed".formatted(e.getCodePoint()),
        "Remove it.");
  }

  UnreadableException of(MarkedYamlEngineException e) {
    Optional<Mark> mark =
        neverEnds(e) ? e.getContextMark() : e.getProblemMark().or(e::getContextMark);
    Advice advice = advice(e);
    return new UnreadableException(
        mark.map(at -> at.getLine() + firstLine).orElse(firstLine),
        mark.map(at -> at.getColumn() + 1).orElse(1),
        advice.message(),
        advice.fix());
  }

  /** Then its beginning says more than the place where that is noticed. */
  private static boolean neverEnds(MarkedYamlEngineException e) {
    return e.getContextMark().isPresent()
        && (problem(e).contains("stream end")
            || problem(e).contains("end of stream")
            || problem(e).equals(NO_COLON));
  }

  private static String problem(MarkedYamlEngineException e) {
    return String.valueOf(e.getProblem());
  }

  private Advice advice(MarkedYamlEngineException e) {
    String problem = problem(e);
    if (problem.contains("TAB")) {
      return new Advice("a tab stands where YAML allows none", "Indent with spaces.");
    }
    if (problem.startsWith("found character '")) {
      return cannotBegin(problem.substring("found character '".length()));
    }
    if (problem.startsWith("expected ',' or '")) {
      return notClosed(problem.contains("']'"), start(e));
    }
    if (String.valueOf(e.getContext()).contains("quoted scalar")) {
      return inQuotes(problem, e);
    }
    return byProblem(problem);
  }

  private static Advice cannotBegin(String what) {
    String character = what.substring(0, Math.max(1, what.indexOf('\'')));
    return new Advice("a value can't begin with " + character, "Put it in quotes.");
  }

  static UnreadableException notClosed(int line, int column, boolean list) {
    Advice advice = notClosed(list, " in line " + line);
    return new UnreadableException(line, column, advice.message(), advice.fix());
  }

  private static Advice notClosed(boolean list, String start) {
    return list
        ? new Advice("the [" + start + " is not closed", "Add ], or a missing comma.")
        : new Advice("the {" + start + " is not closed", "Add }, or a missing comma.");
  }

  private Advice inQuotes(String problem, MarkedYamlEngineException e) {
    if (problem.contains("escape") || problem.contains("hexadecimal")) {
      return new Advice(
          "a backslash in double quotes must begin an escape such as \\n",
          "Write \\\\ for a backslash, or use single quotes.");
    }
    return new Advice("the quote" + start(e) + " is not closed", "Add the closing quote.");
  }

  private String start(MarkedYamlEngineException e) {
    return e.getContextMark().map(mark -> " in line " + (mark.getLine() + firstLine)).orElse("");
  }

  private static Advice byProblem(String problem) {
    return switch (problem) {
      case "mapping values are not allowed here" ->
          new Advice(
              "a colon can't stand here",
              "Indent this line as its neighbours, or put a value that holds a colon in quotes.");
      case "sequence entries are not allowed here" ->
          new Advice("a list can't begin here", "Begin it on a line of its own.");
      case NO_COLON -> new Advice("a key without a colon", "Write key: value.");
      default -> byExpectation(problem);
    };
  }

  private static Advice byExpectation(String problem) {
    if (problem.startsWith("expected <block end>, but found '<scalar>'")) {
      return new Advice(
          "text behind the end of a value", "Put the whole value in one pair of quotes.");
    }
    if (problem.startsWith("expected <block end>")) {
      return new Advice(
          "the indentation fits no line above",
          "Indent this line as the keys or the dashes that it belongs with.");
    }
    if (problem.startsWith("expected '<document start>'")) {
      return new Advice("a second document without a separator", "Put a line --- between the two.");
    }
    if (problem.startsWith("expected the node content, but found ','")) {
      return new Advice("a value is missing before this comma", "Add it, or remove the comma.");
    }
    if (problem.startsWith("expected the node content")) {
      return new Advice("a value is missing here", "Add it, or remove what it belongs to.");
    }
    return new Advice("not valid YAML: " + problem, LOOK);
  }
}
