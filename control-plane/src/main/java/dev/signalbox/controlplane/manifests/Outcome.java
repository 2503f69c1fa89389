package dev.signalbox.controlplane.manifests;

import dev.signalbox.proto.manifests.v1.ObjectResult;
import dev.signalbox.translator.manifest.ObjectKey;

/**
 * What becomes of one object.
 *
 * @param file the file that holds it; empty if none does
 */
record Outcome(ObjectKey key, ObjectResult.Outcome outcome, String file) {

  /** Whether the object is in the folder, as it was applied. */
  boolean isStored() {
    return switch (outcome) {
      case CREATED, CONFIGURED, UNCHANGED -> true;
      default -> false;
    };
  }
}
