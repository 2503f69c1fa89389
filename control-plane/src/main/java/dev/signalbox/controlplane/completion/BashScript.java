package dev.signalbox.controlplane.completion;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.completion.CommandWords.Files;
import dev.signalbox.controlplane.completion.CommandWords.Flag;
import dev.signalbox.controlplane.completion.CommandWords.Free;
import dev.signalbox.controlplane.completion.CommandWords.None;
import dev.signalbox.controlplane.completion.CommandWords.Words;

/** For bash 4 and newer, without the package bash-completion. */
final class BashScript {
  private static final String FRAME =
      """
      # bash completion for signalbox: source <(signalbox completion bash)
      _signalbox() {
        local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
        local words= arguments= IFS=$' \\t\\n'
        COMPREPLY=()
        # bash makes a word of an equals sign.
        if [[ $cur == = ]]; then
          cur=
        elif [[ $prev == = ]]; then
          prev=${COMP_WORDS[COMP_CWORD - 2]}
        fi
        if ((COMP_CWORD == 1)); then
          COMPREPLY=($(compgen -W "@NAMES@ --help --version" -- "$cur"))
          return
        fi
        case ${COMP_WORDS[1]} in
      @COMMANDS@  esac
        if [[ $cur == -* ]]; then
          COMPREPLY=($(compgen -W "$words" -- "$cur"))
        elif [[ $arguments ]]; then
          words=$("${COMP_WORDS[0]}" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
          COMPREPLY=($(compgen -W "$words" -- "$cur"))
        else
          COMPREPLY=($(compgen -f -- "$cur"))
          compopt -o filenames 2>/dev/null
        fi
      }
      complete -F _signalbox signalbox
      """;

  private BashScript() {}

  static String of(ImmutableList<CommandWords> commands) {
    String names =
        commands.stream().flatMap(command -> command.names().stream()).collect(joining(" "));
    return FRAME
        .replace("@NAMES@", names)
        .replace("@COMMANDS@", commands.stream().map(BashScript::command).collect(joining()));
  }

  private static String command(CommandWords command) {
    String options =
        command.flags().stream().flatMap(flag -> flag.names().stream()).collect(joining(" "));
    String values = command.flags().stream().map(BashScript::value).collect(joining());
    return """
        %s)
          words="%s"
          arguments=%s
          case $prev in
    %s      esac
          ;;
    """
        .formatted(
            String.join("|", command.names()), options, command.arguments() ? "yes" : "", values);
  }

  private static String value(Flag flag) {
    String completion =
        switch (flag.value()) {
          case None none -> "";
          case Free free -> "return";
          case Files files -> "compopt -o default; return";
          case Words words ->
              "COMPREPLY=($(compgen -W \"%s\" -- \"$cur\")); return"
                  .formatted(String.join(" ", words.words()));
        };
    return completion.isEmpty()
        ? ""
        : "        %s) %s ;;%n".formatted(String.join("|", flag.names()), completion);
  }
}
