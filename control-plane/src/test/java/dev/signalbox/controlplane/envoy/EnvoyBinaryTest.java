package dev.signalbox.controlplane.envoy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EnvoyBinaryTest {
  @TempDir private Path folder;

  private Path named;
  private Path onPath;
  private Path cached;

  @BeforeEach
  void threeEnvoys() throws IOException {
    named = envoy("mine/my-envoy", "1.38.0");
    onPath = envoy("bin/envoy", "1.37.0");
    cached = envoy("cache/envoy-" + EnvoyBinary.DEFAULT_VERSION + "/envoy", "1.40.0");
  }

  @Test
  void theVariableWinsOverThePathAndThePathOverTheCache() throws Exception {
    String path = folder.resolve("nothing") + ":" + folder.resolve("bin");
    assertThat(lookup(Map.of("ENVOY_BIN", named.toString(), "PATH", path)).locate())
        .isEqualTo(named);
    assertThat(lookup(Map.of("PATH", path)).locate()).isEqualTo(onPath);
    assertThat(lookup(Map.of("PATH", "")).locate()).isEqualTo(cached);
  }

  @Test
  void anExactVersionIsTakenFromTheUserOnlyIfItIsThatOne() throws Exception {
    EnvoyBinary lookup = lookup(Map.of("ENVOY_BIN", named.toString()));
    assertThat(lookup.locate("1.38.0")).isEqualTo(named);
    assertThat(lookup.locate("1.40.0")).isEqualTo(cached);
  }

  @Test
  void aWrongVariableIsSaidAndNotPassedOver() {
    assertThatThrownBy(() -> lookup(Map.of("ENVOY_BIN", "/no/such/envoy")).locate())
        .isInstanceOf(EnvoyUnavailableException.class)
        .hasMessageContaining("/no/such/envoy");
  }

  @Test
  void theCacheIsTheUsersChoiceThenXdgThenHome() {
    assertThat(CacheFolder.of(Map.of("SIGNALBOX_CACHE", "/a", "XDG_CACHE_HOME", "/b")))
        .isEqualTo(Path.of("/a"));
    assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "/b"))).isEqualTo(Path.of("/b/signalbox"));
    assertThat(CacheFolder.of(Map.of("HOME", "/c"))).isEqualTo(Path.of("/c/.cache/signalbox"));
    assertThat(CacheFolder.of(Map.of()))
        .isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "signalbox"));
  }

  private EnvoyBinary lookup(Map<String, String> environment) {
    return new EnvoyBinary(environment, new EnvoyInstaller(folder.resolve("cache")));
  }

  /** A script that says its version as Envoy does. */
  private Path envoy(String name, String version) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\necho 'envoy  version: 0/%s/Clean'\n".formatted(version));
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
