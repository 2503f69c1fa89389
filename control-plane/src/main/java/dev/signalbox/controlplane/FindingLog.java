package dev.signalbox.controlplane;

import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Finding;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each finding when it appears, and not again while it stays. */
final class FindingLog {
  private static final Logger log = LoggerFactory.getLogger("dev.signalbox.findings");

  /** Without their places: a finding that moved by a line is not new. */
  private ImmutableSet<Diagnostic> known = ImmutableSet.of();

  void update(List<Finding> findings) {
    findings.stream()
        .filter(finding -> !known.contains(finding.diagnostic()))
        .forEach(FindingLog::log);
    known = findings.stream().map(Finding::diagnostic).collect(ImmutableSet.toImmutableSet());
  }

  private static void log(Finding finding) {
    if (finding.diagnostic().isError()) {
      log.warn(Findings.line(finding));
    } else {
      log.info(Findings.line(finding));
    }
  }
}
