package dev.signalbox.translator.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The pinned schemas' texts. They are part of the program, as its classes are. */
final class CrdResources {
  static final String FOLDER = "crds";

  private CrdResources() {}

  static Optional<String> text(String name) {
    try (InputStream in = CrdResources.class.getResourceAsStream(FOLDER + "/" + name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
