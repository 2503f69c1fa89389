package dev.signalbox.it.harness;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The grpcurl command: from GRPCURL_BIN, PATH, or else built by go into the project's cache. */
public final class Grpcurl {
  private static final String MODULE = "github.com/fullstorydev/grpcurl/cmd/grpcurl@v1.9.4";
  private static final String NAME = "grpcurl";

  private Grpcurl() {}

  /** Runs it in plain text and returns what it prints. */
  public static String run(String... arguments) throws IOException, InterruptedException {
    return Commands.run(
        ImmutableList.<String>builder()
            .add(find().toString(), "-plaintext")
            .add(arguments)
            .build());
  }

  static Path find() throws IOException, InterruptedException {
    Optional<Path> found = candidates().filter(Files::isExecutable).findFirst();
    if (found.isEmpty()) {
      Commands.run("env", "GOBIN=" + cache(), "go", "install", MODULE);
    }
    return found.orElse(cache().resolve(NAME));
  }

  private static Stream<Path> candidates() {
    Stream<Path> named = Stream.ofNullable(System.getenv("GRPCURL_BIN")).map(Path::of);
    Stream<Path> onPath =
        Splitter.on(File.pathSeparator)
            .splitToStream(System.getenv().getOrDefault("PATH", ""))
            .map(folder -> Path.of(folder, NAME));
    return Stream.of(named, onPath, Stream.of(cache().resolve(NAME))).flatMap(paths -> paths);
  }

  private static Path cache() {
    String home = environment("HOME", System.getProperty("user.home"));
    String caches = environment("XDG_CACHE_HOME", home + "/.cache");
    return Path.of(environment("SIGNALBOX_CACHE", caches + "/signalbox")).resolve("bin");
  }

  private static String environment(String name, String fallback) {
    String value = System.getenv().getOrDefault(name, "");
    return value.isEmpty() ? fallback : value;
  }
}
