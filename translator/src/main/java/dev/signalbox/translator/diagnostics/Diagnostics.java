package dev.signalbox.translator.diagnostics;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Collects what is wrong while something is being converted. */
public final class Diagnostics {
  private final List<Diagnostic> all = new ArrayList<>();

  public Diagnostics() {}

  public Diagnostics(Collection<Diagnostic> earlier) {
    all.addAll(earlier);
  }

  public void add(Code code, Origin origin, String message, String fix) {
    all.add(Diagnostic.of(code, origin, message, fix));
  }

  public void add(Diagnostic diagnostic) {
    all.add(diagnostic);
  }

  /** Whether the field or one inside it has an error. */
  public boolean hasErrorIn(Origin field) {
    return all.stream().anyMatch(d -> d.isError() && within(d.origin().path(), field.path()));
  }

  /** Whether the field or one inside it has an error, not counting what is inside another one. */
  public boolean hasErrorIn(Origin field, Origin except) {
    return all.stream()
        .anyMatch(
            d ->
                d.isError()
                    && within(d.origin().path(), field.path())
                    && !within(d.origin().path(), except.path()));
  }

  public ImmutableList<Diagnostic> toList() {
    return ImmutableList.copyOf(all);
  }

  private static boolean within(String path, String outer) {
    if (!path.startsWith(outer)) {
      return false;
    }
    return path.length() == outer.length() || ".[".indexOf(path.charAt(outer.length())) >= 0;
  }
}
