package dev.signalbox.controlplane.completion;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.completion.CommandWords.Files;
import dev.signalbox.controlplane.completion.CommandWords.Flag;
import dev.signalbox.controlplane.completion.CommandWords.Free;
import dev.signalbox.controlplane.completion.CommandWords.None;
import dev.signalbox.controlplane.completion.CommandWords.Words;
import java.util.stream.Stream;

/** For zsh: to be sourced after compinit, or as a file {@code _signalbox} in the fpath. */
final class ZshScript {
  private static final String FRAME =
      """
      #compdef signalbox
      # zsh completion for signalbox: source <(signalbox completion zsh)
      _signalbox_arguments() {
        local -a found
        found=(${(f)"$($signalbox_program complete -- "${(@)words[1,CURRENT]}" 2>/dev/null)"})
        compadd -a found
      }
      _signalbox() {
        local curcontext=$curcontext state line signalbox_program=$words[1]
        _arguments -C '(- *)'{-h,--help}'[Shows help]' '(- *)'{-V,--version}'[Shows the version]' \\
          '1:command:->command' '*::argument:->argument'
        case $state in
          command)
            local -a commands=(
      @NAMES@      )
            _describe command commands
            ;;
          argument)
            case $words[1] in
      @COMMANDS@      esac
            ;;
        esac
      }
      if [[ $funcstack[1] == _signalbox ]]; then
        _signalbox "$@"
      else
        compdef _signalbox signalbox
      fi
      """;

  private ZshScript() {}

  static String of(ImmutableList<CommandWords> commands) {
    String names =
        commands.stream()
            .flatMap(command -> command.names().stream().map(name -> described(name, command)))
            .collect(joining());
    return FRAME
        .replace("@NAMES@", names)
        .replace("@COMMANDS@", commands.stream().map(ZshScript::command).collect(joining()));
  }

  private static String described(String name, CommandWords command) {
    return "        %s%n".formatted(quoted(name + ":" + command.description()));
  }

  private static String command(CommandWords command) {
    Stream<String> flags = command.flags().stream().map(ZshScript::flag);
    Stream<String> arguments =
        Stream.of(command.arguments() ? "'*:argument:_signalbox_arguments'" : "'*:file:_files'");
    return """
            %s)
              _arguments -s \\
                %s
              ;;
    """
        .formatted(
            String.join("|", command.names()),
            Stream.concat(flags, arguments).collect(joining(" \\\n            ")));
  }

  private static String flag(Flag flag) {
    String description = flag.description().replaceAll("[\\[\\]:]", "");
    String text = "[" + description + "]" + value(flag);
    return flag.names().size() == 1
        ? quoted("*" + marked(flag, flag.names().getFirst()) + text)
        : flag.names().stream().map(name -> marked(flag, name)).collect(joining(",", "\\*{", "}"))
            + quoted(text);
  }

  /** A long name's value may stand behind an equals sign. */
  private static String marked(Flag flag, String name) {
    return flag.takesValue() && name.startsWith("--") ? name + "=" : name;
  }

  private static String value(Flag flag) {
    return switch (flag.value()) {
      case None none -> "";
      case Free free -> ":value: ";
      case Files files -> ":file:_files";
      case Words words -> ":value:(" + String.join(" ", words.words()) + ")";
    };
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
