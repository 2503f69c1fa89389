package dev.signalbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import com.google.common.net.HostAndPort;
import dev.signalbox.translator.diagnostics.Code;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlPlaneTest {
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: reviews}
      spec: {ports: [{name: http, port: 9080}]}
      """;

  @TempDir Path folder;
  @TempDir Path state;

  @Test
  void isReadyWithAnEmptyFolderAndFollowsIt() throws Exception {
    try (ControlPlane controlPlane = ControlPlane.start(ControlPlaneOptions.onLoopback(folder))) {
      await().until(() -> get(controlPlane.adminPort(), "/readyz").equals("ready\n"));
      assertThat(controlPlane.findings()).isEmpty();
      Files.writeString(folder.resolve("bad.yaml"), "kind: [\n");
      await().until(() -> get(controlPlane.adminPort(), "/api/v1/findings").contains("bad.yaml"));
      Files.delete(folder.resolve("bad.yaml"));
      await().until(() -> controlPlane.findings().isEmpty());
    }
  }

  @Test
  void aStartWithABrokenFileServesWhatWasGoodAndSaysSo() throws Exception {
    ControlPlaneOptions options =
        ControlPlaneOptions.onLoopback(folder).withState(state.resolve("new/state"));
    Path file = Files.writeString(folder.resolve("reviews.yaml"), SERVICE);
    try (ControlPlane first = ControlPlane.start(options)) {
      await().until(() -> get(first.adminPort(), "/readyz").equals("ready\n"));
    }
    Files.writeString(file, "kind: [\n");
    try (ControlPlane second = ControlPlane.start(options)) {
      await().until(() -> get(second.adminPort(), "/readyz").startsWith("ready\n"));
      assertThat(get(second.adminPort(), "/readyz"))
          .contains("reviews.yaml:1:1: info SB1013 Service default/reviews is in force");
      assertThat(second.findings())
          .extracting(finding -> finding.diagnostic().code())
          .containsExactlyInAnyOrder(Code.LAST_GOOD_STATE, Code.UNREADABLE);
      Files.writeString(file, SERVICE);
      await().until(() -> get(second.adminPort(), "/readyz").equals("ready\n"));
    }
  }

  @Test
  void aFolderThatIsGoneIsGivenTime() throws Exception {
    Path config = Files.createDirectory(folder.resolve("config"));
    Files.writeString(config.resolve("reviews.yaml"), SERVICE);
    ControlPlaneOptions options =
        ControlPlaneOptions.onLoopback(config).withMassDeleteAfter(Duration.ofSeconds(2));
    try (ControlPlane controlPlane = ControlPlane.start(options)) {
      await().until(() -> get(controlPlane.adminPort(), "/readyz").equals("ready\n"));
      Files.move(config, folder.resolve("elsewhere"));
      await().until(() -> get(controlPlane.adminPort(), "/readyz").contains("SB1014"));
      await().until(() -> get(controlPlane.adminPort(), "/readyz").equals("ready\n"));
    }
  }

  @Test
  void aNameCannotFakeALine() throws Exception {
    Files.writeString(folder.resolve("a\nready\u001b.yaml"), "kind: [\n");
    try (ControlPlane controlPlane = ControlPlane.start(ControlPlaneOptions.onLoopback(folder))) {
      await().until(() -> !controlPlane.findings().isEmpty());
      assertThat(Findings.line(controlPlane.findings().getFirst()))
          .startsWithIgnoringCase("a\\u000aready\\u001b.yaml:");
    }
  }

  @Test
  void aFolderThatIsGoneAtTheStartIsGivenTimeToo() throws Exception {
    Path config = Files.createDirectory(folder.resolve("config"));
    Files.writeString(config.resolve("reviews.yaml"), SERVICE);
    ControlPlaneOptions options = ControlPlaneOptions.onLoopback(config).withState(state);
    try (ControlPlane first = ControlPlane.start(options)) {
      await().until(() -> get(first.adminPort(), "/readyz").equals("ready\n"));
    }
    Files.move(config, folder.resolve("elsewhere"));
    try (ControlPlane second = ControlPlane.start(options)) {
      await().until(() -> get(second.adminPort(), "/readyz").startsWith("ready\n"));
      assertThat(get(second.adminPort(), "/readyz"))
          .contains("SB1014 1 of 1 objects are gone", "SB1013 Service default/reviews");
      Files.move(folder.resolve("elsewhere"), config);
      await().until(() -> get(second.adminPort(), "/readyz").equals("ready\n"));
    }
  }

  @Test
  void removingManyFilesIsHeldBack() throws Exception {
    Path many = Files.createDirectory(folder.resolve("many"));
    for (int i = 0; i < 500; i++) {
      Files.writeString(many.resolve("s%d.yaml".formatted(i)), SERVICE.replace("reviews", "s" + i));
    }
    Files.writeString(folder.resolve("reviews.yaml"), SERVICE);
    try (ControlPlane controlPlane = ControlPlane.start(ControlPlaneOptions.onLoopback(folder))) {
      await().until(() -> get(controlPlane.adminPort(), "/readyz").equals("ready\n"));
      MoreFiles.deleteRecursively(many, RecursiveDeleteOption.ALLOW_INSECURE);
      await().until(() -> get(controlPlane.adminPort(), "/readyz").contains("SB1014"));
      Files.createDirectory(many);
      for (int i = 0; i < 500; i++) {
        Files.writeString(
            many.resolve("s%d.yaml".formatted(i)), SERVICE.replace("reviews", "s" + i));
      }
      await().until(() -> get(controlPlane.adminPort(), "/readyz").equals("ready\n"));
    }
  }

  @Test
  void aSingleFileIsServedAndFollowed() throws Exception {
    Path file = Files.writeString(folder.resolve("mesh.yaml"), SERVICE);
    try (ControlPlane controlPlane = ControlPlane.start(ControlPlaneOptions.onLoopback(file))) {
      await().until(() -> get(controlPlane.adminPort(), "/readyz").equals("ready\n"));
      Files.writeString(file, "kind: [\n");
      await().until(() -> !controlPlane.findings().isEmpty());
      assertThat(Findings.line(controlPlane.findings().getFirst())).startsWith(file + ":");
    }
  }

  @Test
  void twoControlPlanesDoNotShareAState() throws Exception {
    ControlPlaneOptions options = ControlPlaneOptions.onLoopback(folder).withState(state);
    Files.writeString(folder.resolve("reviews.yaml"), SERVICE);
    ControlPlane first = ControlPlane.start(options);
    try (ControlPlane second = ControlPlane.start(options)) {
      try (first) {
        await().until(() -> get(first.adminPort(), "/readyz").equals("ready\n"));
        await().until(() -> get(second.adminPort(), "/readyz").startsWith("ready\n"));
        assertThat(get(second.adminPort(), "/readyz"))
            .contains(
                "warning SB1015 the last good state can't be saved, ", "another control plane");
      }
      await().until(() -> get(second.adminPort(), "/readyz").equals("ready\n"));
    }
  }

  @Test
  void anAddressIsFreeAgainAfterTheEnd() throws Exception {
    ControlPlane first = ControlPlane.start(ControlPlaneOptions.onLoopback(folder));
    ControlPlaneOptions same =
        ControlPlaneOptions.onLoopback(folder)
            .withXdsAddress(HostAndPort.fromParts("127.0.0.1", first.xdsPort()))
            .withAdminAddress(HostAndPort.fromParts("127.0.0.1", first.adminPort()));
    assertThatThrownBy(() -> ControlPlane.start(same)).isInstanceOf(IOException.class);
    first.close();
    assertThatThrownBy(() -> get(first.adminPort(), "/healthz"))
        .isInstanceOf(ConnectException.class);
    ControlPlane.start(same).close();
  }

  @Test
  void aHostWithoutAnAddressIsRefused() {
    ControlPlaneOptions options =
        ControlPlaneOptions.onLoopback(folder)
            .withXdsAddress(HostAndPort.fromParts("no-such-host.invalid", 0));
    assertThatThrownBy(() -> ControlPlane.start(options))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no-such-host.invalid");
  }

  private static String get(int port, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + port + path);
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }
}
