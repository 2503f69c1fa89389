package dev.signalbox.controlplane.cli;

import dev.signalbox.controlplane.report.FindingLines;
import dev.signalbox.translator.diagnostics.Finding;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Which of the two outputs show colours.
 *
 * @param out the results
 * @param err the messages for people
 */
record Colors(Ansi out, Ansi err) {

  /** By what is a terminal, unless NO_COLOR or CLICOLOR_FORCE say otherwise. */
  static Colors of(Map<String, String> environment, boolean outTerminal, boolean errTerminal) {
    return new Colors(ansi(environment, outTerminal), ansi(environment, errTerminal));
  }

  /** Those of the running program. */
  static Colors of(CommandSpec spec) {
    return ((SignalboxCommand) spec.root().userObject()).colors();
  }

  /** {@code file:line:column: level CODE message}, for standard error. */
  String line(Finding finding) {
    return FindingLines.line(finding, err);
  }

  private static Ansi ansi(Map<String, String> environment, boolean terminal) {
    if (isSet(environment, "NO_COLOR") || "dumb".equals(environment.get("TERM"))) {
      return Ansi.OFF;
    }
    return terminal || isSet(environment, "CLICOLOR_FORCE") ? Ansi.ON : Ansi.OFF;
  }

  private static boolean isSet(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    return !value.isEmpty() && !(name.equals("CLICOLOR_FORCE") && value.equals("0"));
  }
}
