package dev.signalbox.controlplane.completion;

import com.google.common.collect.ImmutableList;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/** A shell that a script can be made for. */
public enum Shell {
  BASH(BashScript::of),
  ZSH(ZshScript::of),
  FISH(FishScript::of);

  private final Function<ImmutableList<CommandWords>, String> script;

  Shell(Function<ImmutableList<CommandWords>, String> script) {
    this.script = script;
  }

  /** The script for a program with these commands. */
  public String script(CommandSpec root) {
    return script.apply(CommandWords.of(root));
  }
}
