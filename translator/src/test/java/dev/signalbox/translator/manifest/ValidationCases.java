package dev.signalbox.translator.manifest;

import com.google.common.base.Splitter;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.diagnostics.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The objects in the files of {@code validation}; ValidationTest says how those are written. */
final class ValidationCases {
  private static final Path FOLDER = Path.of("src/test/resources/validation");
  private static final String ROUTE = "route: [{destination: {host: a.example.com}}]";
  private static final Pattern REPEATED = Pattern.compile("\\[\\d+\\*");

  private ValidationCases() {}

  static List<Case> all() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        read(Files.readAllLines(file), cases);
      }
    }
    return cases;
  }

  private static void read(List<String> lines, List<Case> cases) {
    Frame frame = new Frame("networking.istio.io/v1", "", "", "");
    for (String line : lines) {
      Optional<Frame> changed = frame.changedBy(line);
      if (changed.isPresent()) {
        frame = changed.get();
      } else if (!line.isBlank() && !line.startsWith("#")) {
        for (String variant : variants(frame.apiVersion + " " + line)) {
          cases.add(Case.read(frame, variant));
        }
      }
    }
  }

  private static List<String> variants(String line) {
    int start = line.indexOf("<<");
    if (start < 0) {
      return List.of(line);
    }
    int end = line.indexOf(">>", start);
    String alternatives = line.substring(start, end + 2);
    return Splitter.on(';')
        .splitToStream(line.substring(start + 2, end))
        .flatMap(alternative -> variants(line.replace(alternatives, alternative)).stream())
        .toList();
  }

  /**
   * What objects have around what is tried.
   *
   * @param name the end of the object's name
   * @param spec with % for the fields
   */
  record Frame(String apiVersion, String kind, String name, String spec) {
    Optional<Frame> changedBy(String line) {
      int colon = line.indexOf(": ");
      String value = colon < 0 ? "" : line.substring(colon + 2);
      return switch (colon < 0 ? "" : line.substring(0, colon)) {
        case "apiVersion" -> Optional.of(new Frame(value, kind, name, spec));
        case "kind" -> Optional.of(new Frame(apiVersion, value, name, spec));
        case "name" -> Optional.of(new Frame(apiVersion, kind, value, spec));
        case "spec" -> Optional.of(new Frame(apiVersion, kind, name, value));
        default -> Optional.empty();
      };
    }
  }

  /** The innermost are at the end. */
  private static String repeated(String fields) {
    String text = fields;
    for (int start = lastRepeat(text); start >= 0; start = lastRepeat(text)) {
      int star = text.indexOf('*', start);
      int end = close(text, start);
      int times = Integer.parseInt(text.substring(start + 1, star));
      String all = String.join(", ", Collections.nCopies(times, text.substring(star + 1, end)));
      text = text.substring(0, start) + all + text.substring(end + 1);
    }
    return text;
  }

  private static int lastRepeat(String text) {
    return REPEATED.matcher(text).results().mapToInt(MatchResult::start).max().orElse(-1);
  }

  private static int close(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      depth += text.charAt(i) == '[' ? 1 : text.charAt(i) == ']' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw new IllegalArgumentException("no end of " + text.substring(open));
  }

  /** One object and what is expected of it. */
  record Case(String level, String path, String fields, String text) {
    static Case read(Frame frame, String line) {
      int version = line.indexOf(' ');
      List<String> halves = Splitter.on(" | ").limit(2).splitToList(line.substring(version + 1));
      List<String> expected = Splitter.on(' ').splitToList(halves.get(0));
      String fields =
          halves
              .get(1)
              .replace("$R", ROUTE)
              .replace("$H", "http: [{" + ROUTE + "}]")
              .replace("$P", "ports: [{number: 80, name: http, protocol: HTTP}]");
      String text =
          """
          apiVersion: %s
          kind: %s
          metadata: {name: a%s, namespace: default}
          spec: %s
          """
              .formatted(
                  line.substring(0, version),
                  frame.kind,
                  frame.name,
                  repeated(frame.spec.replace("%", fields)));
      return new Case(
          expected.get(0), expected.get(1), kind(line.substring(0, version), frame) + fields, text);
    }

    /** Istio's kinds are named without a version: all have the same ones. */
    private static String kind(String apiVersion, Frame frame) {
      return apiVersion.startsWith("networking.istio.io")
          ? frame.kind + " "
          : frame.kind + " (" + apiVersion + ") ";
    }

    Optional<String> difference(List<Finding> findings) {
      Optional<Severity> worst =
          findings.stream().map(f -> f.diagnostic().severity()).min(Severity::compareTo);
      boolean fits =
          switch (level) {
            case "none" -> worst.isEmpty();
            case "ok" -> !worst.equals(Optional.of(Severity.ERROR));
            default ->
                worst.map(Severity::label).equals(Optional.of(level))
                    && findings.stream().map(Finding::diagnostic).anyMatch(this::isAtPath);
          };
      return fits
          ? Optional.empty()
          : Optional.of(
              this
                  + " got "
                  + findings.stream().map(Finding::diagnostic).map(Case::line).toList()
                  + "\n");
    }

    private boolean isAtPath(Diagnostic diagnostic) {
      String at = diagnostic.origin().path();
      return diagnostic.severity().label().equals(level)
          && at.startsWith(path)
          && (at.length() == path.length() || at.substring(path.length()).matches("[.\\[].*"));
    }

    static String line(Diagnostic diagnostic) {
      return "%s %s %s"
          .formatted(
              diagnostic.severity().label(), diagnostic.origin().path(), diagnostic.message());
    }

    @Override
    public String toString() {
      return level + " " + path + " | " + fields;
    }
  }
}
