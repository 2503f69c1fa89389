package dev.signalbox.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.ControlPlaneOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** get, apply and delete where one file is watched instead of a folder. */
class SingleFileTest {
  private static final String REVIEWS = service("reviews");
  private static final String RATINGS = service("ratings");

  @TempDir Path folder;

  @Test
  void newObjectsGoToItsEnd() throws Exception {
    Path mesh = Files.writeString(folder.resolve("mesh.yaml"), "# mine\n" + REVIEWS);
    Path ratings = Files.writeString(folder.resolve("ratings.txt"), RATINGS);
    try (ControlPlane controlPlane = ControlPlane.start(ControlPlaneOptions.onLoopback(mesh))) {
      String server = "127.0.0.1:" + controlPlane.xdsPort();
      await().until(() -> run("get", "svc", "reviews", "--server", server) == 0);
      assertThat(run("apply", "-f", ratings.toString(), "--server", server)).isZero();
      assertThat(mesh).hasContent("# mine\n" + REVIEWS + "---\n" + RATINGS);
      assertThat(run("get", "svc", "ratings", "--server", server)).isZero();
      assertThat(run("delete", "svc", "ratings", "--server", server)).isZero();
      assertThat(mesh).hasContent("# mine\n" + REVIEWS);
      assertThat(run("delete", "svc", "reviews", "--server", server)).isZero();
      assertThat(run("apply", "-f", ratings.toString(), "--server", server)).isZero();
      assertThat(mesh).content().endsWith(RATINGS);
    }
  }

  private static int run(String... args) {
    StringWriter out = new StringWriter();
    return Main.run(Map.of(), new PrintWriter(out), new PrintWriter(out), args);
  }

  private static String service(String name) {
    return """
    apiVersion: v1
    kind: Service
    metadata:
      name: %s
    spec:
      ports:
      - port: 9080
    """
        .formatted(name);
  }
}
