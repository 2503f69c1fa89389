package dev.signalbox.controlplane.demo;

import com.google.common.primitives.Ints;
import java.util.Optional;

/** The number of a book at the end of a path. */
final class BookId {
  private BookId() {}

  static Optional<Integer> in(String path, String prefix) {
    return path.startsWith(prefix)
        ? Optional.ofNullable(Ints.tryParse(path.substring(prefix.length())))
        : Optional.empty();
  }
}
