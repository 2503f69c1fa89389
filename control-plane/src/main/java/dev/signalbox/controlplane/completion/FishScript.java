package dev.signalbox.controlplane.completion;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.completion.CommandWords.Files;
import dev.signalbox.controlplane.completion.CommandWords.Flag;
import dev.signalbox.controlplane.completion.CommandWords.Free;
import dev.signalbox.controlplane.completion.CommandWords.None;
import dev.signalbox.controlplane.completion.CommandWords.Words;
import java.util.stream.Stream;

/** For fish. */
final class FishScript {
  private static final String START =
      """
      # fish completion for signalbox: signalbox completion fish | source
      function __signalbox_arguments
          set -l before (commandline -opc)
          set -l current (commandline -ct)
          $before[1] complete -- $before[2..-1] "$current" 2>/dev/null
      end
      complete -c signalbox -e
      complete -c signalbox -n __fish_use_subcommand -f
      complete -c signalbox -n __fish_use_subcommand -s h -l help -d 'Show help'
      complete -c signalbox -n __fish_use_subcommand -s V -l version -d 'Show the version'
      """;

  private FishScript() {}

  static String of(ImmutableList<CommandWords> commands) {
    return START + commands.stream().map(FishScript::command).collect(joining());
  }

  private static String command(CommandWords command) {
    Stream<String> names =
        command.names().stream()
            .map(
                name ->
                    "complete -c signalbox -n __fish_use_subcommand -a %s -d %s%n"
                        .formatted(name, quoted(command.description())));
    String seen =
        "complete -c signalbox -n '__fish_seen_subcommand_from %s'"
            .formatted(String.join(" ", command.names()));
    Stream<String> flags = command.flags().stream().map(flag -> seen + flag(flag));
    Stream<String> arguments =
        command.arguments() ? Stream.of(seen + " -f -a '(__signalbox_arguments)'\n") : Stream.of();
    return Stream.of(names, flags, arguments).flatMap(lines -> lines).collect(joining());
  }

  private static String flag(Flag flag) {
    String names = flag.names().stream().map(FishScript::name).collect(joining());
    return names + value(flag) + " -d " + quoted(flag.description()) + "\n";
  }

  private static String name(String name) {
    return name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1);
  }

  private static String value(Flag flag) {
    return switch (flag.value()) {
      case None none -> "";
      case Free free -> " -x";
      case Files files -> " -r -F";
      case Words words -> " -x -a " + quoted(String.join(" ", words.words()));
    };
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
