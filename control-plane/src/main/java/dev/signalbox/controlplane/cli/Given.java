package dev.signalbox.controlplane.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Where an option's value comes from. */
final class Given {
  private Given() {}

  /** Not by an environment variable or a default. */
  static boolean onCommandLine(CommandSpec spec, String option) {
    ParseResult result = spec.commandLine().getParseResult();
    return result != null && result.hasMatchedOption(option);
  }
}
