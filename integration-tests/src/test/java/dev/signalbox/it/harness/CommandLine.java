package dev.signalbox.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.cli.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commands as a user runs them, each a process, on one control plane. */
public final class CommandLine {
  private final String server;

  private CommandLine(String server) {
    this.server = server;
  }

  public static CommandLine on(TestMesh mesh) {
    return new CommandLine("127.0.0.1:" + mesh.controlPlane().xdsPort());
  }

  /** What a command printed and ended with. */
  public record Result(int code, String out, String err) {}

  /** Runs one that must succeed. */
  public Result ok(String... arguments) throws IOException, InterruptedException {
    return okWithInput("", arguments);
  }

  /** The same, with a text at its standard input. */
  public Result okWithInput(String input, String... arguments)
      throws IOException, InterruptedException {
    Result result = run(input, arguments);
    assertThat(result.code()).as("%s: %s", List.of(arguments), result.err()).isZero();
    return result;
  }

  public Result run(String input, String... arguments) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("signalbox", ".err");
    try {
      List<String> command = new ArrayList<>(JavaCommand.of(Main.class, arguments));
      command.add(command.indexOf("-cp"), "-XX:TieredStopAtLevel=1");
      ProcessBuilder builder = new ProcessBuilder(ImmutableList.copyOf(command));
      builder.environment().put("SIGNALBOX_SERVER", server);
      Process process = builder.redirectError(errors.toFile()).start();
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), out, Files.readString(errors));
    } finally {
      Files.delete(errors);
    }
  }
}
