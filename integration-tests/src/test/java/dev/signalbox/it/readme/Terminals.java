package dev.signalbox.it.readme;

import java.nio.file.Path;
import java.util.List;

/** A bash script that runs blocks one after the other, as somebody at a few terminals. */
final class Terminals {
  private static final int SECONDS_TO_START = 300;

  /** The log line, of whichever program it is, from which on it does its work. */
  private static final String READY = "is ready: |^xDS: |starting workers";

  private final StringBuilder script = new StringBuilder();
  private final Path outputs;

  private Terminals(Path outputs) {
    this.outputs = outputs;
  }

  /**
   * @param outputs the folder in which the file N has what the block N printed
   */
  static String script(List<Block> blocks, Path outputs) {
    Terminals terminals = new Terminals(outputs);
    // With job control, each terminal's programs can be ended as by Ctrl-C, or where that is
    // ignored
    // because whatever started the tests ignores it, by a harder signal.
    terminals.line("set -m; ip link set lo up; running=()");
    terminals.line(
        """
        end() {
          ((${#running[@]})) || return
          for job in "${running[@]}"; do kill -INT -- "-$job"; done
          for i in $(seq 100); do [[ -z $(jobs -r) ]] && break; sleep 0.1; done
          for job in "${running[@]}"; do kill -TERM -- "-$job"; done
          wait "${running[@]}"
          running=()
        }\
        """);
    for (int i = 0; i < blocks.size(); i++) {
      terminals.add(blocks.get(i), i);
    }
    terminals.line("end 2>/dev/null");
    return terminals.script.toString();
  }

  private void add(Block block, int index) {
    String output = "'" + outputs.resolve(Integer.toString(index)) + "'";
    if (!block.goesOn()) {
      line("{\n" + block.commands() + "} > " + output + " 2>&1");
      return;
    }
    if (block.isControlPlane()) {
      line("end 2>/dev/null");
    }
    line("(\n" + block.commands() + ") > " + output + " 2>&1 &");
    line("running+=($!)");
    line(
        "for i in $(seq %d); do grep -qE '%s' %s && break; sleep 1; done"
            .formatted(SECONDS_TO_START, READY, output));
  }

  private void line(String text) {
    script.append(text).append('\n');
  }
}
