package dev.signalbox.controlplane.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that only one control plane writes to a state folder. It goes with the process. */
final class StateLock implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StateLock.class);

  private static final String NAME = ".lock";

  private @Nullable FileChannel held;

  boolean isHeld() {
    return held != null;
  }

  /** False if another control plane has it. */
  boolean tryLock(Path folder) throws IOException {
    if (held != null) {
      return true;
    }
    FileChannel channel = AtomicFiles.openForOwner(folder.resolve(NAME));
    if (!tryLock(channel)) {
      channel.close();
      return false;
    }
    held = channel;
    return true;
  }

  private static boolean tryLock(FileChannel channel) {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      log.debug("this file system has no locks: {}", e.getMessage());
      return true;
    }
  }

  @Override
  public void close() {
    try {
      if (held != null) {
        held.close();
      }
    } catch (IOException e) {
      log.debug("giving back the lock: {}", e.getMessage());
    }
    held = null;
  }
}
