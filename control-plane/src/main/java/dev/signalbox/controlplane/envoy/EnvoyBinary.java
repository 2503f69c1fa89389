package dev.signalbox.controlplane.envoy;

import com.google.common.base.Splitter;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds an Envoy: ENVOY_BIN, else the PATH, else the cache, into which it is installed once. */
public final class EnvoyBinary {

  /** The newest version that Signalbox is tested with. */
  public static final String DEFAULT_VERSION = "1.40.0";

  private final Map<String, String> environment;
  private final EnvoyInstaller installer;

  EnvoyBinary(Map<String, String> environment, EnvoyInstaller installer) {
    this.environment = environment;
    this.installer = installer;
  }

  /** Any Envoy: the user's own first. */
  public static Path find() throws EnvoyUnavailableException {
    return ofEnvironment().locate();
  }

  /** An Envoy of exactly this version, such as 1.40.0. */
  public static Path version(String version) throws EnvoyUnavailableException {
    return ofEnvironment().locate(version);
  }

  private static EnvoyBinary ofEnvironment() {
    Map<String, String> environment = System.getenv();
    return new EnvoyBinary(environment, new EnvoyInstaller(CacheFolder.of(environment)));
  }

  Path locate() throws EnvoyUnavailableException {
    Optional<Path> own = usersOwn();
    return own.isPresent() ? own.get() : installer.install(DEFAULT_VERSION);
  }

  Path locate(String version) throws EnvoyUnavailableException {
    Optional<Path> own = usersOwn().filter(binary -> isVersion(binary, version));
    return own.isPresent() ? own.get() : installer.install(version);
  }

  private Optional<Path> usersOwn() throws EnvoyUnavailableException {
    String named = environment.getOrDefault("ENVOY_BIN", "");
    if (named.isEmpty()) {
      return onPath();
    }
    if (!isProgram(Path.of(named))) {
      throw new EnvoyUnavailableException("ENVOY_BIN is " + named + ", which is no program");
    }
    return Optional.of(Path.of(named).toAbsolutePath());
  }

  private Optional<Path> onPath() {
    String path = environment.getOrDefault("PATH", "");
    for (String folder : Splitter.on(File.pathSeparatorChar).split(path)) {
      Path candidate = Path.of(folder, "envoy");
      if (isProgram(candidate)) {
        return Optional.of(candidate.toAbsolutePath());
      }
    }
    return Optional.empty();
  }

  private static boolean isProgram(Path path) {
    return Files.isRegularFile(path) && Files.isExecutable(path);
  }

  private static boolean isVersion(Path binary, String version) {
    Commands.Result result = Commands.run(List.of(binary.toString(), "--version"));
    return result.ok() && result.output().contains("/" + version + "/");
  }
}
