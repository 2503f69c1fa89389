package dev.signalbox.controlplane.completion;

import com.google.common.collect.ImmutableList;
import picocli.CommandLine.Model.CommandSpec;

/** A shell that a script can be made for. */
public enum Shell {
  BASH,
  ZSH,
  FISH;

  /** The script for a program with these commands. */
  public String script(CommandSpec root) {
    ImmutableList<CommandWords> commands = CommandWords.of(root);
    return switch (this) {
      case BASH -> BashScript.of(commands);
      case ZSH -> ZshScript.of(commands);
      case FISH -> FishScript.of(commands);
    };
  }
}
