package dev.signalbox.it.harness;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;

/** The command that runs a main class with the class path of the tests, as the launcher does. */
public final class JavaCommand {
  private JavaCommand() {}

  public static ImmutableList<String> of(Class<?> program, String... arguments) {
    return ImmutableList.<String>builder()
        .add(Path.of(System.getProperty("java.home"), "bin", "java").toString())
        .add("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
        // Processes of two namespaces may share an id, which Java would print.
        .add("-XX:-UsePerfData")
        .add("-cp", classPath(), program.getName())
        .add(arguments)
        .build();
  }

  /** Surefire's own class path is one jar that names the others. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
