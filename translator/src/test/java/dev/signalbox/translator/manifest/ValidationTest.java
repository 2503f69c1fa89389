package dev.signalbox.translator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.ManifestSet;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.diagnostics.Severity;
import dev.signalbox.translator.manifest.Yaml.Mapping;
import dev.signalbox.translator.manifest.Yaml.Scalar;
import dev.signalbox.translator.manifest.Yaml.Sequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Objects that istiod's webhook and the CustomResourceDefinitions' schemas accept, warn of or
 * refuse. A line of a file in {@code validation} is LEVEL PATH | FIELDS: the worst finding of the
 * object alone is of that level (ok: no error; none: nothing at all), and one of that level is at
 * the path or inside it. {@code <<a;b>>} stands for each of its alternatives in turn; the same
 * alternatives again, for the same one.
 */
class ValidationTest {
  private static final Path FOLDER = Path.of("src/test/resources/validation");
  private static final Path SAMPLE =
      Path.of("../control-plane/src/test/resources/validation-sample.yaml");
  private static final int SAMPLED = 9;
  private static final Path PENDING = Path.of("src/test/resources/validation-pending.txt");
  private static final String ROUTE = "route: [{destination: {host: a.example.com}}]";

  @Test
  void objectsAreJudgedAsByIstiod() throws IOException {
    List<String> wrong = new ArrayList<>();
    List<String> unsupported = new ArrayList<>();
    int count = 0;
    for (Case object : cases()) {
      count++;
      ImmutableList<Finding> findings = findings(object.text());
      if (findings.stream().anyMatch(ValidationTest::isUnsupported) || !isRead(object)) {
        unsupported.add(object.toString());
      } else {
        object.difference(findings).ifPresent(wrong::add);
      }
    }
    System.out.printf("%d objects, %d not supported yet%n", count, unsupported.size());
    if (Boolean.getBoolean("update")) {
      Files.write(
          PENDING,
          Stream.concat(
                  wrong.stream().map(line -> line.substring(0, line.indexOf(" got "))),
                  unsupported.stream())
              .sorted()
              .toList());
    }
    List<String> pending = Files.readAllLines(PENDING);
    wrong.removeIf(line -> pending.stream().anyMatch(line::startsWith));
    unsupported.removeAll(pending);
    assertThat(wrong).isEmpty();
    assertThat(unsupported).isEmpty();
    assertThat(count).isGreaterThan(400);
  }

  /** A part of the table, for the test that analyze, apply and serve judge alike. */
  @Test
  void theSampleIsThatOfTheTable() throws IOException {
    StringBuilder sample = new StringBuilder();
    List<Case> cases = cases();
    for (int i = 0; i < cases.size(); i += SAMPLED) {
      String name = "metadata: {name: sample-" + i + ",";
      sample.append("---\n").append(cases.get(i).text.replace("metadata: {name: a,", name));
    }
    if (Boolean.getBoolean("update")) {
      Files.writeString(SAMPLE, sample);
    }
    assertThat(Files.readString(SAMPLE)).isEqualTo(sample.toString());
  }

  /** Mappings whose keys are the user's. */
  private static final ImmutableSet<String> OPEN =
      ImmutableSet.of(
          "add",
          "headers",
          "labels",
          "matchLabels",
          "ports",
          "queryParams",
          "selector",
          "set",
          "sourceLabels",
          "withoutHeaders");

  /** Each value of the accepted objects in a wrong shape, and each mapping with a key too many. */
  @Test
  void noValueOfAnotherShapeAndNoUnknownKeyPasses() throws Exception {
    Set<String> seen = new HashSet<>();
    List<String> wrong = new ArrayList<>();
    for (Case object : cases()) {
      boolean supported = findings(object.text).stream().noneMatch(ValidationTest::isUnsupported);
      if (object.level.equals("none") && supported && isRead(object)) {
        Yaml root = YamlReader.read(object.text, 1).orElseThrow();
        for (Mutant mutant : Mutant.of(root, "", seen, object.fields)) {
          ImmutableList<Finding> findings = findings(JsonText.of(mutant.root));
          if (findings.stream().noneMatch(mutant::isFoundBy)) {
            wrong.add(
                mutant
                    + " got "
                    + findings.stream().map(Finding::diagnostic).map(Case::line).toList()
                    + "\n");
          }
        }
      }
    }
    System.out.printf("%d mutants%n", seen.size());
    assertThat(wrong).isEmpty();
    assertThat(seen).hasSizeGreaterThan(150);
  }

  /** An object with one thing that is wrong. */
  private record Mutant(Yaml root, String path, Severity severity, String what) {
    private static final Yaml WORD = new Scalar(1, 1, Scalar.Type.STRING, "word");
    private static final Yaml MAPPING =
        new Mapping(1, 1, ImmutableMap.of("wrong", new Yaml.Entry(1, 1, WORD)));

    boolean isFoundBy(Finding finding) {
      return finding.diagnostic().severity() == severity
          && finding.diagnostic().origin().path().equals(path);
    }

    @Override
    public String toString() {
      return severity.label() + " " + path + " | " + what;
    }

    /** The object with each value replaced that is of a new kind of place. */
    static List<Mutant> of(Yaml root, String path, Set<String> seen, String fields) {
      List<Mutant> mutants = new ArrayList<>();
      collect(root, path, root, ImmutableList.of(), seen, fields, mutants);
      return mutants;
    }

    private static void collect(
        Yaml node,
        String path,
        Yaml root,
        ImmutableList<Object> steps,
        Set<String> seen,
        String fields,
        List<Mutant> mutants) {
      boolean isNew =
          path.startsWith("spec")
              && seen.add(fields.substring(0, fields.indexOf(' ')) + path.replaceAll("[0-9]+", ""));
      if (isNew) {
        Yaml wrong = node instanceof Mapping ? WORD : MAPPING;
        mutants.add(new Mutant(with(root, steps, wrong), path, Severity.ERROR, fields));
      }
      switch (node) {
        case Mapping mapping -> {
          String name = path.substring(path.lastIndexOf('.') + 1);
          boolean open = isOpen(name, path);
          if (isNew && !open) {
            boolean condition = path.contains(".match[") || path.contains("allowOrigins[");
            Severity severity = condition ? Severity.ERROR : Severity.WARNING;
            Yaml changed = with(root, append(steps, "unknwon"), WORD);
            mutants.add(new Mutant(changed, path + ".unknwon", severity, fields));
          }
          mapping
              .entries()
              .forEach(
                  (key, entry) -> {
                    String at =
                        open ? path + "[\"" + key + "\"]" : path.isEmpty() ? key : path + "." + key;
                    collect(entry.value(), at, root, append(steps, key), seen, fields, mutants);
                  });
        }
        case Sequence sequence -> {
          for (int i = 0; i < sequence.items().size(); i++) {
            String at = path + "[" + i + "]";
            collect(sequence.items().get(i), at, root, append(steps, i), seen, fields, mutants);
          }
        }
        case Scalar scalar -> {}
      }
    }

    /** The headers of a match are the user's, those of a rule are two. */
    private static boolean isOpen(String name, String path) {
      return OPEN.contains(name) && (!name.equals("headers") || path.contains(".match["));
    }

    private static ImmutableList<Object> append(ImmutableList<Object> steps, Object step) {
      return ImmutableList.builder().addAll(steps).add(step).build();
    }

    private static Yaml with(Yaml node, ImmutableList<Object> steps, Yaml value) {
      if (steps.isEmpty()) {
        return value;
      }
      ImmutableList<Object> rest = steps.subList(1, steps.size());
      return switch (node) {
        case Mapping mapping -> {
          ImmutableMap.Builder<String, Yaml.Entry> entries = ImmutableMap.builder();
          entries.putAll(mapping.entries());
          String key = (String) steps.get(0);
          Yaml.Entry entry = mapping.entries().get(key);
          Yaml changed = entry == null ? value : with(entry.value(), rest, value);
          entries.put(key, new Yaml.Entry(1, 1, changed));
          yield new Mapping(1, 1, entries.buildKeepingLast());
        }
        case Sequence sequence -> {
          List<Yaml> items = new ArrayList<>(sequence.items());
          int index = (Integer) steps.get(0);
          items.set(index, with(items.get(index), rest, value));
          yield new Sequence(1, 1, ImmutableList.copyOf(items));
        }
        case Scalar scalar -> value;
      };
    }
  }

  private static boolean isRead(Case object) {
    return !ManifestReader.read("in.yaml", object.text).documents().isEmpty();
  }

  private static boolean isUnsupported(Finding finding) {
    return finding.diagnostic().code() == Code.NOT_SUPPORTED_YET;
  }

  private static ImmutableList<Finding> findings(String text) {
    return ManifestSet.empty().with("in.yaml", text).findings();
  }

  static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        read(Files.readAllLines(file), cases);
      }
    }
    return cases;
  }

  private static void read(List<String> lines, List<Case> cases) {
    String kind = "";
    String spec = "";
    for (String line : lines) {
      if (line.startsWith("kind: ")) {
        kind = line.substring("kind: ".length());
      } else if (line.startsWith("spec: ")) {
        spec = line.substring("spec: ".length());
      } else if (!line.isBlank() && !line.startsWith("#")) {
        for (String variant : variants(line)) {
          cases.add(Case.read(kind, spec, variant));
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

  /** One object and what is expected of it. */
  record Case(String level, String path, String fields, String text) {
    static Case read(String kind, String spec, String line) {
      List<String> halves = Splitter.on(" | ").limit(2).splitToList(line);
      List<String> expected = Splitter.on(' ').splitToList(halves.get(0));
      String fields =
          halves
              .get(1)
              .replace("$R", ROUTE)
              .replace("$H", "http: [{" + ROUTE + "}]")
              .replace("$P", "ports: [{number: 80, name: http, protocol: HTTP}]");
      String text =
          """
          apiVersion: networking.istio.io/v1
          kind: %s
          metadata: {name: a, namespace: default}
          spec: %s
          """
              .formatted(kind, spec.replace("%", fields));
      return new Case(expected.get(0), expected.get(1), kind + " " + fields, text);
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

    private static String line(Diagnostic diagnostic) {
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
