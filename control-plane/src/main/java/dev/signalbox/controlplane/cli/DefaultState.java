package dev.signalbox.controlplane.cli;

import static java.util.stream.Collectors.joining;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where the last good state of some folders is kept if nobody says. */
final class DefaultState {
  private static final int HASH_LENGTH = 16;

  private DefaultState() {}

  static Path folder(Map<String, String> environment, List<Path> config) {
    String paths =
        config.stream()
            .map(path -> path.toAbsolutePath().normalize().toString())
            .collect(joining("\n"));
    String hash = Hashing.sha256().hashString(paths, StandardCharsets.UTF_8).toString();
    return home(environment).resolve("signalbox").resolve(hash.substring(0, HASH_LENGTH));
  }

  /** A relative path there is invalid and to be ignored, says the XDG specification. */
  private static Path home(Map<String, String> environment) {
    Path state = Path.of(environment.getOrDefault("XDG_STATE_HOME", ""));
    if (state.isAbsolute()) {
      return state;
    }
    // Java's own idea of it comes from the system's list of users.
    String home = environment.getOrDefault("HOME", "");
    return Path.of(home.isEmpty() ? System.getProperty("user.home") : home, ".local", "state");
  }
}
