package dev.signalbox.controlplane.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A manifest file as a look at its folder shows it, without its text. */
sealed interface Entry {
  /**
   * Longer than the clock tick that file times are cut to: a file that changed before that can't
   * change again and look the same.
   */
  Duration QUIET = Duration.ofMillis(15);

  /** Whether a change right after this look would show. */
  boolean isQuiet(Instant now);

  /**
   * A file that may be opened. Equal entries that were quiet have equal contents.
   *
   * @param path the real path, links resolved
   * @param fileKey what tells two files apart that took the same name
   */
  record Regular(Path path, long size, FileTime changed, @Nullable Object fileKey)
      implements Entry {

    static Regular of(Path path, BasicFileAttributes attributes) throws IOException {
      return new Regular(path, attributes.size(), changed(path), attributes.fileKey());
    }

    /** The inode's time where there is one: unlike the file's it can't be set back. */
    private static FileTime changed(Path path) throws IOException {
      boolean unix = path.getFileSystem().supportedFileAttributeViews().contains("unix");
      String attribute = unix ? "unix:ctime" : "lastModifiedTime";
      return (FileTime) Files.getAttribute(path, attribute, LinkOption.NOFOLLOW_LINKS);
    }

    /** A time that is yet to come, by the clock of a file server, says nothing. */
    @Override
    public boolean isQuiet(Instant now) {
      Duration age = Duration.between(changed.toInstant(), now);
      return age.abs().compareTo(QUIET) >= 0;
    }
  }

  /** A file that is never opened. */
  record Refused(String reason, String fix) implements Entry {
    @Override
    public boolean isQuiet(Instant now) {
      return true;
    }
  }
}
