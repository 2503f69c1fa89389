package dev.signalbox.controlplane.cli;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code --some-flag} may come from SIGNALBOX_SOME_FLAG; lists are separated by colons there. */
final class EnvironmentDefaults implements IDefaultValueProvider {
  /**
   * What list options split at: no argument can hold it, so a flag's value stays whole, with its
   * colons and commas.
   */
  static final String LIST_SEPARATOR = "\0";

  private final Map<String, String> environment;

  EnvironmentDefaults(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec arg) {
    if (!(arg instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
      return null;
    }
    String value = environment.getOrDefault(variable(option.longestName()), "");
    if (value.isEmpty()) {
      return null;
    }
    return option.isMultiValue() ? value.replace(":", LIST_SEPARATOR) : value;
  }

  private static String variable(String flag) {
    return "SIGNALBOX_" + flag.replaceFirst("^-+", "").replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
