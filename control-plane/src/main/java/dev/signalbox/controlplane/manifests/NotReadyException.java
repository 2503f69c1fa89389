package dev.signalbox.controlplane.manifests;

import java.io.Serial;

/** The folders are still being read for the first time. */
public final class NotReadyException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  NotReadyException() {
    super("the folders are still being read; try again");
  }
}
