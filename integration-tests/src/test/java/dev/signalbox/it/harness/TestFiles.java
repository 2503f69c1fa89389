package dev.signalbox.it.harness;

import com.google.common.io.Resources;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Files beside the tests. */
public final class TestFiles {
  private TestFiles() {}

  public static String text(String name) throws IOException {
    return Resources.toString(Resources.getResource(name), StandardCharsets.UTF_8);
  }

  public static Path path(String name) {
    return Path.of(URI.create(Resources.getResource(name).toString()));
  }
}
