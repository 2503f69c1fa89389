package dev.signalbox.controlplane.cli;

import dev.signalbox.controlplane.completion.Shell;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = "Prints a script with which a shell completes commands, options and names.",
    footer = {
      "",
      "Example: signalbox completion fish | source      (fish)",
      "         source <(signalbox completion bash)     (bash; for good: in ~/.bashrc)",
      "         source <(signalbox completion zsh)      (zsh, after compinit)"
    })
final class CompletionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
  private Shell shell;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(shell.script(spec.root()));
    out.flush();
    return ExitCodes.OK;
  }
}
