package dev.signalbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.common.net.HostAndPort;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlPlaneTest {
  @TempDir Path folder;

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
