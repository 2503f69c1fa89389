package dev.signalbox.it.readme;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.envoy.EnvoyBinary;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.Needs;
import dev.signalbox.it.harness.NetworkNamespace;
import dev.signalbox.it.harness.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the README's commands in a fresh copy of the sources, with an empty home folder, and
 * compares what they print with what it shows. To save an hour's downloads, Maven's local
 * repository and the Envoy of the cache are those of whoever runs the test, by MAVEN_ARGS and PATH.
 * All ports are free: the commands run in a network namespace of their own.
 */
@Needs(Tool.ENVOY)
@Needs(Tool.NETWORK_NAMESPACE)
final class ReadmeTest {
  private static final Path ROOT =
      Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();
  private static final int MINUTES = 15;

  @TempDir private Path folder;

  @Test
  void doesWhatItSays() throws Exception {
    ImmutableList<Block> blocks = Block.of(Files.readString(ROOT.resolve("README.md")));
    assertThat(blocks).hasSizeGreaterThan(10).anyMatch(Block::goesOn);
    copySources();
    Path path = Files.createDirectory(folder.resolve("bin"));
    Files.createSymbolicLink(path.resolve("envoy"), EnvoyBinary.version(EnvoyKind.NEWEST));
    run(List.of("./signalbox", "--version"));

    Path outputs = Files.createDirectory(folder.resolve("outputs"));
    Path script = Files.writeString(folder.resolve("script"), Terminals.script(blocks, outputs));
    run(NetworkNamespace.apart(List.of("bash", script.toString())));

    SoftAssertions all = new SoftAssertions();
    for (int i = 0; i < blocks.size(); i++) {
      check(all, blocks.get(i), outputs.resolve(Integer.toString(i)));
    }
    all.assertAll();
  }

  private static void check(SoftAssertions all, Block block, Path output) throws IOException {
    String printed = Files.exists(output) ? Files.readString(output) : "";
    all.assertThat(block.missingFrom(printed))
        .as("%s%nprinted%n%s", block.commands(), printed)
        .isEmpty();
  }

  private Path copy() {
    return folder.resolve("a clone");
  }

  /** All that git has or would take, so that uncommitted changes count. */
  private void copySources() throws IOException, InterruptedException {
    Process git =
        new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
            .directory(ROOT.toFile())
            .start();
    String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(git.waitFor()).isZero();
    for (String name : Splitter.on('\0').omitEmptyStrings().split(names)) {
      Path source = ROOT.resolve(name);
      if (Files.exists(source)) {
        Path target = copy().resolve(name);
        Files.createDirectories(target.getParent());
        Files.copy(source, target);
      }
    }
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(copy().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    prepare(builder.environment());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as(Files.readString(log)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private void prepare(Map<String, String> environment) throws IOException {
    String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    String repository =
        System.getProperty("localRepository", Path.of(home, ".m2", "repository").toString());
    environment.putIfAbsent("MAVEN_USER_HOME", Path.of(home, ".m2").toString());
    environment.put("MAVEN_ARGS", "-Dmaven.repo.local=" + repository);
    environment.put("PATH", folder.resolve("bin") + ":" + environment.get("PATH"));
    environment.put("HOME", Files.createDirectories(folder.resolve("home")).toString());
    environment.keySet().removeIf(name -> name.startsWith("XDG_") || name.startsWith("SIGNALBOX_"));
    environment.remove("ENVOY_BIN");
  }
}
