package dev.signalbox.controlplane.cli;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody looks at an output. */
final class Terminal {
  static final int OUT = 1;
  static final int ERR = 2;

  private static final ImmutableList<String> DEVICES =
      ImmutableList.of("/dev/pts/", "/dev/tty", "/dev/console");

  private Terminal() {}

  /** Java itself can't tell the two apart; no where the system doesn't say. */
  static boolean is(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return DEVICES.stream().anyMatch(target::startsWith);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
