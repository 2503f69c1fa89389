package dev.signalbox.translator.diagnostics;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what is wrong while something is being converted. */
public final class Diagnostics {
  private final List<Diagnostic> all = new ArrayList<>();

  /** How many errors a field has, those inside it included. */
  private final Map<String, Integer> errors = new HashMap<>();

  public Diagnostics() {}

  public Diagnostics(Collection<Diagnostic> earlier) {
    earlier.forEach(this::add);
  }

  public void add(Code code, Origin origin, String message, String fix) {
    add(Diagnostic.of(code, origin, message, fix));
  }

  public void add(Diagnostic diagnostic) {
    all.add(diagnostic);
    if (diagnostic.isError()) {
      countError(diagnostic.origin().path());
    }
  }

  /** Whether the field or one inside it has an error. */
  public boolean hasErrorIn(Origin field) {
    return errors.containsKey(field.path());
  }

  /** Whether the field or one inside it has an error, not counting what is inside another one. */
  public boolean hasErrorIn(Origin field, Origin except) {
    return errors.getOrDefault(field.path(), 0) > errors.getOrDefault(except.path(), 0);
  }

  public ImmutableList<Diagnostic> toList() {
    return ImmutableList.copyOf(all);
  }

  private void countError(String path) {
    errors.merge(path, 1, Integer::sum);
    for (int end = path.length() - 1; end >= 0; end--) {
      if (path.charAt(end) == '.' || path.charAt(end) == '[') {
        errors.merge(path.substring(0, end), 1, Integer::sum);
      }
    }
    if (!path.isEmpty()) {
      errors.merge("", 1, Integer::sum);
    }
  }
}
