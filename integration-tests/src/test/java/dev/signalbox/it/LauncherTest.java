package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a clone of its own, with a build and a JDK that only say what they are told. */
class LauncherTest {
  private static final Path LAUNCHER =
      Path.of(System.getProperty("project.root", ".."), "signalbox");

  @TempDir Path folder;
  private Path clone;
  private Path jdk;

  private record Result(int code, String out) {}

  @BeforeEach
  void prepare() throws IOException {
    clone = Files.createDirectories(folder.resolve("a clone"));
    Files.copy(LAUNCHER, clone.resolve("signalbox"));
    write(clone.resolve("pom.xml"), "");
    Files.createDirectories(clone.resolve(".mvn"));
    Files.createDirectories(clone.resolve("deploy/samples"));
    for (String module : List.of("proto", "translator", "control-plane")) {
      write(clone.resolve(module).resolve("pom.xml"), "");
      write(clone.resolve(module).resolve("src/main/A.java"), "class A {}");
    }
    script(
        clone.resolve("mvnw"),
        "echo build >> builds; mkdir -p control-plane/target",
        "touch control-plane/target/signalbox-control-plane-1.jar");
    jdk = fakeJdk("new", "25.0.1");
  }

  @Test
  void buildsOnceAndAgainWhenASourceChanged() throws Exception {
    assertThat(launch(clone.resolve("signalbox"), "serve", "a b").out()).endsWith("[serve][a b]\n");
    launch(clone.resolve("signalbox"));
    assertThat(builds()).isEqualTo(1);
    write(clone.resolve("translator/src/main/A.java"), "class B {}");
    launch(clone.resolve("signalbox"));
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void needsNoHome() throws Exception {
    ProcessBuilder builder = builder(clone.resolve("signalbox"), "serve");
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.equals("HOME") || name.equals("JAVA_HOME"));
    builder.environment().put("PATH", jdk.resolve("bin") + ":" + System.getenv("PATH"));
    assertThat(finish(builder.start()).out()).endsWith("[serve]\n");
  }

  @Test
  void manyAtOnceBuildOnce() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i : IntStream.range(0, 4).toArray()) {
      processes.add(start(clone.resolve("signalbox"), "run" + i));
    }
    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void worksByALinkFromAnywhere() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a clone/signalbox"));
    assertThat(launch(link, "--version").out()).endsWith("[--version]\n");
  }

  @Test
  void passesByAJdkThatIsTooOld() throws Exception {
    Path old = fakeJdk("old", "17.0.9");
    write(clone.resolve("control-plane/target/keep"), "");
    ProcessBuilder builder = builder(clone.resolve("signalbox"));
    builder.environment().put("JAVA_HOME", old.toString());
    builder.environment().put("PATH", jdk.resolve("bin") + ":" + System.getenv("PATH"));
    assertThat(finish(builder.start()).out()).contains("java of new");
  }

  private Path fakeJdk(String name, String version) throws IOException {
    Path home = folder.resolve("jdk-" + name);
    write(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    script(
        home.resolve("bin/java"),
        "echo java of " + name,
        "while [ \"$1\" != dev.signalbox.controlplane.cli.Main ]; do shift; done; shift",
        "[ $# = 0 ] || printf '[%s]' \"$@\"; echo");
    script(home.resolve("bin/javac"), "");
    return home;
  }

  private Result launch(Path launcher, String... args) throws Exception {
    return finish(start(launcher, args));
  }

  private Process start(Path launcher, String... args) throws IOException {
    return builder(launcher, args).start();
  }

  private ProcessBuilder builder(Path launcher, String... args) {
    List<String> command = new ArrayList<>(List.of("bash", launcher.toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", jdk.toString());
    return builder;
  }

  private static Result finish(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), out);
  }

  private long builds() throws IOException {
    return Files.readAllLines(clone.resolve("builds")).size();
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void script(Path file, String... lines) throws IOException {
    write(file, "#!/usr/bin/env bash\n" + String.join("\n", lines) + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
