package dev.signalbox.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.ControlPlaneOptions;
import dev.signalbox.controlplane.state.LastGoodState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** analyze against a control plane that runs. */
class AnalyzeServerTest {
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: reviews}
      spec: {ports: [{name: http, port: 9080}]}
      """;

  @TempDir Path folder;
  @TempDir Path state;

  private record Result(int code, String out, String err) {}

  @Test
  void aStartWithABrokenFileIsTold() throws Exception {
    ControlPlaneOptions options = ControlPlaneOptions.onLoopback(folder).withState(state);
    Path file = Files.writeString(folder.resolve("reviews.yaml"), SERVICE);
    try (ControlPlane first = ControlPlane.start(options)) {
      await().until(() -> LastGoodState.isIn(state));
      assertThat(analyze(first))
          .isEqualTo(new Result(0, "", "No findings at " + at(first) + ".\n"));
    }
    Files.writeString(file, "kind: [\n");
    try (ControlPlane second = ControlPlane.start(options)) {
      await().until(() -> !second.findings().isEmpty());
      Result result = analyze(second);
      assertThat(result.code()).isOne();
      assertThat(result.out())
          .contains("Error [SB1001] (reviews.yaml:")
          .contains("Info [SB1013] (Service default/reviews reviews.yaml:1:1)");
    }
  }

  @Test
  void filesAndAServerExcludeEachOther() {
    assertThat(run("analyze", "-f", folder.toString(), "--server", "127.0.0.1:1").code())
        .isEqualTo(64);
    assertThat(run("analyze", "--server", "127.0.0.1:1").code()).isEqualTo(69);
  }

  private static Result analyze(ControlPlane controlPlane) {
    return run("analyze", "--server", at(controlPlane));
  }

  private static String at(ControlPlane controlPlane) {
    return "127.0.0.1:" + controlPlane.xdsPort();
  }

  private static Result run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(Map.of(), new PrintWriter(out), new PrintWriter(err), args);
    return new Result(code, out.toString(), err.toString());
  }
}
