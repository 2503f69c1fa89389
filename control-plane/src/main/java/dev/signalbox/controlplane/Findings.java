package dev.signalbox.controlplane;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.server.Printable;
import dev.signalbox.translator.ManifestSet;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.diagnostics.Place;
import java.util.Comparator;
import java.util.stream.Stream;

/** Everything that is wrong, once each, in the order of the files. */
public final class Findings {
  private static final Place NOWHERE = new Place("", 0, 0);

  private static final Comparator<Finding> BY_PLACE =
      Comparator.comparing(
              (Finding finding) -> finding.place().orElse(NOWHERE),
              Comparator.comparing(Place::file)
                  .thenComparingInt(Place::line)
                  .thenComparingInt(Place::column))
          .thenComparing(finding -> finding.diagnostic().code().id())
          .thenComparing(finding -> finding.diagnostic().message());

  private Findings() {}

  /** The manifests' own findings, and those of what was made of them. */
  public static ImmutableList<Finding> of(ManifestSet manifests, Stream<Diagnostic> derived) {
    Stream<Finding> located = derived.distinct().map(manifests::locate);
    return Stream.concat(manifests.findings().stream(), located)
        .distinct()
        .sorted(BY_PLACE)
        .collect(ImmutableList.toImmutableList());
  }

  /** {@code file:line:column: level CODE message}, as compilers print it. */
  public static String line(Finding finding) {
    Diagnostic diagnostic = finding.diagnostic();
    String where =
        finding
            .place()
            .map(Place::toString)
            .orElse(diagnostic.origin().kind().isEmpty() ? "" : diagnostic.origin().objectName());
    return Printable.of(
        "%s%s %s %s"
            .formatted(
                where.isEmpty() ? "" : where + ": ",
                diagnostic.severity().label(),
                diagnostic.code().id(),
                text(diagnostic)));
  }

  /** What is wrong and what to do about it. */
  public static String text(Diagnostic diagnostic) {
    return diagnostic.fix().isEmpty()
        ? diagnostic.message()
        : diagnostic.message() + ". " + diagnostic.fix();
  }
}
