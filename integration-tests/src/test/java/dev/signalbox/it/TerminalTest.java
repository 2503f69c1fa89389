package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.cli.Main;
import dev.signalbox.it.harness.JavaCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Levels are in colour on a terminal, and nowhere else. */
final class TerminalTest {
  private static final String RED = "\u001b[31mError\u001b[";

  @TempDir private Path folder;
  private String analyze;

  @BeforeEach
  void prepare() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.yaml"), "a: [\n");
    analyze =
        JavaCommand.of(Main.class, "analyze", "-f", bad.toString()).stream()
            .map(argument -> "'" + argument + "'")
            .collect(Collectors.joining(" "));
  }

  @Test
  void onATerminal() throws Exception {
    assertThat(onTerminal(analyze, Map.of())).contains(RED);
  }

  @Test
  void notWithNoColor() throws Exception {
    assertThat(onTerminal(analyze, Map.of("NO_COLOR", "1")))
        .contains("Error [")
        .doesNotContain("\u001b");
    assertThat(onTerminal(analyze, Map.of("TERM", "dumb")))
        .contains("Error [")
        .doesNotContain("\u001b");
  }

  @Test
  void notIntoAPipe() throws Exception {
    assertThat(onTerminal(analyze + " | cat", Map.of()))
        .contains("Error [")
        .doesNotContain("\u001b");
  }

  /** Within script, which gives a command a terminal. */
  private String onTerminal(String command, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(ImmutableList.of("script", "-qc", command, "/dev/null"));
    builder.environment().remove("NO_COLOR");
    builder.environment().put("TERM", "xterm");
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out;
  }
}
