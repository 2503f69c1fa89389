package dev.signalbox.controlplane.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;

/** The folder entries that decide where a path leads: its folders, and each link on the way. */
final class LinkSteps {
  /** As Linux has it. */
  private static final int MOST_LINKS = 40;

  private final BiConsumer<Path, String> step;
  private final Deque<Path> ahead = new ArrayDeque<>();
  private Path at;
  private int links;

  private LinkSteps(Path start, BiConsumer<Path, String> step) {
    this.at = start;
    this.step = step;
  }

  /**
   * @param start a real path
   * @param path relative to it, or absolute
   * @param step hears of each entry, by its folder's real path and its name, before it is looked at
   */
  static void walk(Path start, Path path, BiConsumer<Path, String> step) {
    LinkSteps steps = new LinkSteps(start, step);
    steps.enter(path);
    try {
      while (!steps.ahead.isEmpty() && steps.links <= MOST_LINKS) {
        steps.advance(steps.ahead.pop());
      }
    } catch (IOException e) {
      // It leads no further; the last step tells when it does.
    }
  }

  private void enter(Path path) {
    if (path.isAbsolute()) {
      at = path.getRoot();
    }
    for (int i = path.getNameCount() - 1; i >= 0; i--) {
      ahead.push(path.getName(i));
    }
  }

  private void advance(Path name) throws IOException {
    switch (name.toString()) {
      case "", "." -> {}
      case ".." -> at = at.getParent() == null ? at : at.getParent();
      default -> {
        step.accept(at, name.toString());
        Path entry = at.resolve(name);
        if (Files.isSymbolicLink(entry)) {
          links++;
          enter(Files.readSymbolicLink(entry));
        } else if (Files.isDirectory(entry)) {
          at = entry;
        } else {
          ahead.clear();
        }
      }
    }
  }
}
