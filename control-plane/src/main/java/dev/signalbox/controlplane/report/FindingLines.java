package dev.signalbox.controlplane.report;

import dev.signalbox.controlplane.Findings;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.diagnostics.Severity;
import picocli.CommandLine.Help.Ansi;

/** Findings in lines, with their levels in colour where there are colours. */
public final class FindingLines {
  private FindingLines() {}

  /** As {@link Findings#line} has it. */
  public static String line(Finding finding, Ansi ansi) {
    String line = Findings.line(finding);
    String level = finding.diagnostic().severity().label();
    String marked = ": " + level + " ";
    int at = line.indexOf(marked);
    return at < 0
        ? line
        : line.substring(0, at)
            + ": "
            + painted(finding.diagnostic().severity(), level, ansi)
            + line.substring(at + marked.length() - 1);
  }

  static String painted(Severity severity, String word, Ansi ansi) {
    return switch (severity) {
      case ERROR -> ansi.string("@|bold,red " + word + "|@");
      case WARNING -> ansi.string("@|yellow " + word + "|@");
      case INFO -> word;
    };
  }
}
