package dev.signalbox.controlplane.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
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
    String value = environment.getOrDefault(variable(option), "");
    if (value.isEmpty() || isForOthers(option, value)) {
      return null;
    }
    return option.isMultiValue() ? list(value) : value;
  }

  /** The variable that an option's value comes from, if it comes from one. */
  Optional<String> source(@Nullable ArgSpec arg, String... arguments) {
    if (!(arg instanceof OptionSpec option) || defaultValue(option) == null) {
      return Optional.empty();
    }
    boolean given =
        Arrays.stream(arguments)
            .anyMatch(argument -> Arrays.stream(option.names()).anyMatch(argument::startsWith));
    return given ? Optional.empty() : Optional.of(variable(option));
  }

  /** Commands know different formats: one that only another command has is meant for that one. */
  private static boolean isForOthers(OptionSpec option, String value) {
    return option.type().isEnum()
        && !accepts(option, value)
        && options(option.command().root())
            .filter(other -> variable(other).equals(variable(option)))
            .anyMatch(other -> accepts(other, value));
  }

  private static boolean accepts(OptionSpec option, String value) {
    return option.type().isEnum()
        && Arrays.stream(option.type().getEnumConstants())
            .anyMatch(constant -> constant.toString().equalsIgnoreCase(value));
  }

  private static Stream<OptionSpec> options(CommandSpec command) {
    return Stream.concat(
        command.options().stream(),
        command.subcommands().values().stream()
            .map(CommandLine::getCommandSpec)
            .flatMap(EnvironmentDefaults::options));
  }

  /** A backslash keeps a colon, or another backslash, in an element. */
  private static String list(String value) {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean escapes =
          c == '\\' && i + 1 < value.length() && ":\\".indexOf(value.charAt(i + 1)) >= 0;
      if (escapes) {
        list.append(value.charAt(++i));
      } else {
        list.append(c == ':' ? LIST_SEPARATOR : String.valueOf(c));
      }
    }
    return list.toString();
  }

  private static String variable(OptionSpec option) {
    String flag = option.longestName().replaceFirst("^-+", "");
    return "SIGNALBOX_" + flag.replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
