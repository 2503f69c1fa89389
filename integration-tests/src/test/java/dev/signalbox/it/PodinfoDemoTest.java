package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import dev.signalbox.controlplane.cli.Main;
import dev.signalbox.it.harness.JavaCommand;
import dev.signalbox.it.harness.Needs;
import dev.signalbox.it.harness.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo with Linkerd's tutorial: what it prints to try, line by line. */
@Needs(Tool.ENVOY)
final class PodinfoDemoTest {
  private static final String A = "PODINFO_UI_MESSAGE=A backend";
  private static final String B = "PODINFO_UI_MESSAGE=B backend";
  private static final int SECONDS_TO_END = 10;

  @TempDir private Path folder;
  private Process demo;

  @AfterEach
  void end() {
    demo.destroyForcibly();
  }

  @BeforeEach
  void start() throws IOException {
    demo =
        new ProcessBuilder(
                JavaCommand.of(
                    Main.class, "demo", "--sample", "podinfo", "--dir", folder + "/demo"))
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
  }

  @Test
  void doesWhatItSays() throws Exception {
    eventually(() -> assertThat(printed()).as(errors()).contains("Ctrl-C here ends everything."));

    Iterator<String> answers = List.of(A, A, B, B, B, A).iterator();
    for (String line : Splitter.on('\n').trimResults().split(printed())) {
      if (line.contains("curl")) {
        String answer = answers.next();
        eventually(() -> assertThat(shell(line.replace("sleep 1; ", ""))).isEqualTo(answer));
      } else if (line.startsWith("cp ") || line.startsWith("rm ")) {
        assertThat(shell(line)).isEmpty();
      }
    }
    assertThat(answers).isExhausted();
    assertThat(errors()).doesNotContain(" error ");

    List<ProcessHandle> envoys = demo.descendants().toList();
    assertThat(envoys).hasSize(1);
    demo.destroy();
    assertThat(demo.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)).isTrue();
    assertThat(envoys).noneMatch(ProcessHandle::isAlive);
  }

  private String printed() throws IOException {
    return Files.readString(folder.resolve("out"));
  }

  private String errors() throws IOException {
    return Files.readString(folder.resolve("err"));
  }

  private String shell(String command) throws IOException {
    Process shell =
        new ProcessBuilder("sh", "-c", command)
            .directory(folder.resolve("demo").toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
