package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.diagnostics.Severity;
import dev.signalbox.translator.manifest.Yaml.Mapping;
import dev.signalbox.translator.manifest.Yaml.Scalar;
import dev.signalbox.translator.manifest.Yaml.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** An object with one thing that is wrong. */
record Mutant(Yaml root, String path, Severity severity, String what) {
  /** Mappings whose keys are the user's. */
  private static final ImmutableSet<String> OPEN =
      ImmutableSet.of(
          "add",
          "labels",
          "matchLabels",
          "options",
          "ports",
          "queryParams",
          "set",
          "sourceLabels",
          "withoutHeaders");

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
          Severity severity = isCondition(path) ? Severity.ERROR : Severity.WARNING;
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

  private static boolean isCondition(String path) {
    return Pattern.compile("\\.(match|matches|allowOrigins)\\[").matcher(path).find()
        || (path.contains(".condition") && !path.contains(".responseClasses"));
  }

  /** The headers of a match are the user's, those of a rule are two; selectors are of two sorts. */
  private static boolean isOpen(String name, String path) {
    return switch (name) {
      case "headers" -> path.contains(".match[");
      case "selector" -> path.equals("spec.selector");
      default -> OPEN.contains(name);
    };
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
