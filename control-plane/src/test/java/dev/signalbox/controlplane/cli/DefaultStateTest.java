package dev.signalbox.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DefaultStateTest {
  private static final List<Path> CONFIG = List.of(Path.of("/manifests"));

  private static @Nullable Path parent(Map<String, String> environment) {
    return DefaultState.folder(environment, CONFIG).getParent();
  }

  @Test
  void isInTheUsersHome() {
    assertThat(parent(Map.of("HOME", "/h"))).isEqualTo(Path.of("/h/.local/state/signalbox"));
    assertThat(parent(Map.of("HOME", "/h", "XDG_STATE_HOME", "/s")))
        .isEqualTo(Path.of("/s/signalbox"));
    assertThat(parent(Map.of("HOME", "/h", "XDG_STATE_HOME", "relative")))
        .isEqualTo(Path.of("/h/.local/state/signalbox"));
    assertThat(parent(Map.of()))
        .isEqualTo(Path.of(System.getProperty("user.home"), ".local/state/signalbox"));
  }
}
