package dev.signalbox.it.harness;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs other programs to their end. */
public final class Commands {
  private Commands() {}

  /** Returns what the program prints, errors included; fails if it fails. */
  public static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = process.waitFor();
    if (exitCode != 0) {
      throw new IOException("%s ended with %d: %s".formatted(command, exitCode, output));
    }
    return output;
  }

  public static String run(String... command) throws IOException, InterruptedException {
    return run(ImmutableList.copyOf(command));
  }
}
