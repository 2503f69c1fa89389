package dev.signalbox.controlplane.report;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Findings in the shape that scripts rely on: fields may be added, none renamed. */
public record FindingsReport(List<Item> findings) {

  /** One finding. */
  public record Item(
      String level,
      String scope,
      String code,
      @Nullable String kind,
      @Nullable String namespace,
      @Nullable String name,
      String path,
      @Nullable String file,
      @Nullable Integer line,
      @Nullable Integer column,
      String message,
      String fix,
      List<Place> related,
      List<String> like) {

    static Item of(Finding finding) {
      Diagnostic diagnostic = finding.diagnostic();
      Origin origin = diagnostic.origin();
      Place place = finding.place().orElse(null);
      return new Item(
          diagnostic.severity().label(),
          diagnostic.scope().label(),
          diagnostic.code().id(),
          Strings.emptyToNull(origin.kind()),
          Strings.emptyToNull(origin.namespace()),
          Strings.emptyToNull(origin.name()),
          origin.path(),
          place == null ? null : place.file(),
          place == null ? null : place.line(),
          place == null ? null : place.column(),
          diagnostic.message(),
          diagnostic.fix(),
          finding.related(),
          diagnostic.code().like());
    }
  }

  public static FindingsReport of(List<Finding> findings) {
    return new FindingsReport(
        findings.stream().map(Item::of).collect(ImmutableList.toImmutableList()));
  }
}
