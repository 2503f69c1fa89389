package dev.signalbox.controlplane.source;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** A manifest file as a look at its folder shows it, without its text. */
sealed interface Entry {

  /**
   * A file that may be opened. Equal entries have equal contents.
   *
   * @param path the real path, links resolved
   * @param fileKey what tells two files apart that took the same name
   */
  record Regular(Path path, long size, FileTime changed, @Nullable Object fileKey)
      implements Entry {}

  /** A file that is never opened. */
  record Refused(String reason, String fix) implements Entry {}
}
