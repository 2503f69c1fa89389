package dev.signalbox.controlplane;

import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.diagnostics.Place;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each finding when it appears, and not again while it stays. */
final class FindingLog {
  private static final Logger log = LoggerFactory.getLogger("dev.signalbox.findings");

  /** A finding without its line: one that moved within its file is not new. */
  private record Known(Diagnostic diagnostic, Optional<String> file) {
    static Known of(Finding finding) {
      return new Known(finding.diagnostic(), finding.place().map(Place::file));
    }
  }

  private ImmutableSet<Known> known = ImmutableSet.of();

  void update(List<Finding> findings) {
    findings.stream()
        .filter(finding -> !known.contains(Known.of(finding)))
        .forEach(FindingLog::log);
    known = findings.stream().map(Known::of).collect(ImmutableSet.toImmutableSet());
  }

  private static void log(Finding finding) {
    if (finding.diagnostic().isError()) {
      log.warn(Findings.line(finding));
    } else {
      log.info(Findings.line(finding));
    }
  }
}
