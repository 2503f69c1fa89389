package dev.signalbox.controlplane.report;

import static java.util.stream.Collectors.joining;

import dev.signalbox.controlplane.Findings;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.diagnostics.Place;
import dev.signalbox.translator.diagnostics.Severity;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;

/** {@code Level [CODE] (Kind namespace/name file:line:col) message}, a line a finding. */
public final class FindingsTable {
  private FindingsTable() {}

  public static String of(List<Finding> findings, Ansi ansi) {
    return findings.stream().map(finding -> line(finding, ansi)).collect(joining());
  }

  private static String line(Finding finding, Ansi ansi) {
    Diagnostic diagnostic = finding.diagnostic();
    return "%s [%s] (%s) %s%n"
        .formatted(
            FindingLines.painted(diagnostic.severity(), level(diagnostic.severity()), ansi),
            diagnostic.code().id(),
            where(finding),
            Findings.text(diagnostic));
  }

  private static String where(Finding finding) {
    String kind = finding.diagnostic().origin().kind();
    String object = kind.isEmpty() ? "" : finding.diagnostic().origin().objectName();
    String place = finding.place().map(Place::toString).orElse("");
    return Stream.of(object, place).filter(part -> !part.isEmpty()).collect(joining(" "));
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "Error";
      case WARNING -> "Warning";
      case INFO -> "Info";
    };
  }
}
