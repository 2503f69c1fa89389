package dev.signalbox.controlplane.source;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;

/** A file in the place of another one; needs root. */
public record Mount(Path point) implements AutoCloseable {
  public static Mount bind(Path file, Path point) throws IOException, InterruptedException {
    assumeTrue(run("mount", "--bind", file.toString(), point.toString()), "may not mount");
    return new Mount(point);
  }

  public static Mount tmpfs(Path point, String size) throws IOException, InterruptedException {
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", point.toString()),
        "may not mount");
    return new Mount(point);
  }

  @Override
  public void close() throws IOException {
    try {
      run("umount", "--lazy", point.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).start().waitFor() == 0;
  }
}
