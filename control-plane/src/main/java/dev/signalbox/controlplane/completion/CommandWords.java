package dev.signalbox.controlplane.completion;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What can follow a command's name.
 *
 * @param names the command's name and its other names
 * @param arguments whether its arguments are such as the hidden command {@code complete} knows;
 *     otherwise they are files
 */
record CommandWords(
    ImmutableList<String> names, String description, ImmutableList<Flag> flags, boolean arguments) {
  /** Their arguments are kinds, objects and proxies. */
  private static final ImmutableSet<String> KNOWN_ARGUMENTS =
      ImmutableSet.of("get", "delete", "proxy-status", "proxy-config", "completion");

  /** What an option is followed by. */
  sealed interface Value {}

  /** The option is a switch. */
  record None() implements Value {}

  /** Anything. */
  record Free() implements Value {}

  /** A file or folder. */
  record Files() implements Value {}

  /** One of some words. */
  record Words(ImmutableList<String> words) implements Value {}

  /** An option by its short and long names. */
  record Flag(ImmutableList<String> names, String description, Value value) {
    boolean takesValue() {
      return !(value instanceof None);
    }
  }

  /** The commands that are not hidden. */
  static ImmutableList<CommandWords> of(CommandSpec root) {
    return root.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(command -> !command.usageMessage().hidden())
        .distinct()
        .map(CommandWords::command)
        .collect(ImmutableList.toImmutableList());
  }

  private static CommandWords command(CommandSpec command) {
    return new CommandWords(
        ImmutableList.copyOf(command.names()),
        firstLine(command.usageMessage().description()),
        command.options().stream()
            .filter(option -> !option.hidden())
            .map(CommandWords::flag)
            .collect(ImmutableList.toImmutableList()),
        KNOWN_ARGUMENTS.contains(command.name()));
  }

  private static Flag flag(OptionSpec option) {
    return new Flag(
        ImmutableList.copyOf(option.names()), firstLine(option.description()), value(option));
  }

  private static Value value(OptionSpec option) {
    if (option.arity().max() == 0) {
      return new None();
    }
    Class<?> type = option.auxiliaryTypes()[0];
    if (type.isEnum()) {
      List<?> constants = Arrays.asList(type.getEnumConstants());
      return new Words(
          constants.stream()
              .map(constant -> Ascii.toLowerCase(constant.toString()))
              .collect(ImmutableList.toImmutableList()));
    }
    boolean files =
        Stream.of(File.class, Path.class).anyMatch(file -> file.equals(type))
            || Stream.of("FILE", "DIR").anyMatch(option.paramLabel()::contains);
    return files ? new Files() : new Free();
  }

  /** Without the default value and what else stands in brackets or after a stop. */
  private static String firstLine(String... description) {
    if (description.length == 0) {
      return "";
    }
    String line = description[0].replaceFirst("\\s*\\[\\$\\{.*", "");
    int stop = line.indexOf(". ");
    String sentence = stop < 0 ? line : line.substring(0, stop);
    return sentence.replaceFirst("[.:]$", "");
  }
}
