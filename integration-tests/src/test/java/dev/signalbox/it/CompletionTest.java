package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.cli.Main;
import dev.signalbox.it.harness.JavaCommand;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.Needs;
import dev.signalbox.it.harness.TestFiles;
import dev.signalbox.it.harness.TestMesh;
import dev.signalbox.it.harness.Tool;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts in the shells that they are for, with a control plane that runs. */
@Needs(Tool.ZSH)
@Needs(Tool.FISH)
final class CompletionTest {

  @TempDir private Path folder;
  private TestMesh mesh;

  @BeforeEach
  void start() throws Exception {
    mesh = TestMesh.withReviews();
    mesh.write("rule.yaml", Manifests.allTo("reviews", "v1"));
    String java =
        JavaCommand.of(Main.class).stream()
            .map(argument -> "'" + argument + "'")
            .collect(Collectors.joining(" "));
    Path program =
        Files.writeString(
            folder.resolve("signalbox"), "#!/bin/sh\nexec %s \"$@\"\n".formatted(java));
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }

  @AfterEach
  void stop() throws IOException {
    mesh.close();
  }

  @Test
  void bash() throws Exception {
    assertThat(answers("get --output = j", "bash"))
        .containsExactly("get", "reviews", "vs/reviews", "yaml", "json", "--validate");
  }

  @Test
  void zsh() throws Exception {
    assertThat(answers("get --output=j", "zsh", "-f"))
        .containsExactly(
            "signalbox get ",
            "signalbox get vs reviews ",
            "signalbox get vs/reviews ",
            "signalbox get dr -o yaml ",
            "signalbox get --output=json ",
            "signalbox apply --validate=");
  }

  @Test
  void fish() throws Exception {
    assertThat(answers("get --output=j", "fish", "-N"))
        .containsExactly("get", "reviews", "vs/reviews", "yaml", "--output=json", "--validate");
  }

  /**
   * @param withEquals as the shell splits it into words
   */
  private List<String> answers(String withEquals, String... shell) throws Exception {
    String name = "complete." + shell[0];
    Path script = Files.writeString(folder.resolve(name), TestFiles.text(name));
    return run(
        ImmutableList.<String>builder()
            .add(shell)
            .add(script.toString())
            .add("ge", "get vs rev", "get vs/rev", "get dr -o y", withEquals, "apply --val")
            .build());
  }

  /** A line for each command line that it completes. */
  private List<String> run(ImmutableList<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(folder.resolve("err").toFile());
    builder.environment().put("PATH", folder + File.pathSeparator + System.getenv("PATH"));
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("TERM", "dumb");
    builder.environment().put("SIGNALBOX_SERVER", "127.0.0.1:" + mesh.controlPlane().xdsPort());
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("err"))).isZero();
    return out.lines().toList();
  }
}
