package dev.signalbox.controlplane;

import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Origin;

/** What there is to say about the last good state. */
final class StateFindings {
  private static final Origin NO_OBJECT = new Origin("", "", "", "");

  private StateFindings() {}

  static Diagnostic lastGood(Origin object) {
    return Diagnostic.of(
        Code.LAST_GOOD_STATE,
        object,
        object.objectName() + " is in force as it was before the restart",
        "Mend its file.");
  }

  static Diagnostic notSaved(String reason) {
    return Diagnostic.of(
        Code.STATE_NOT_SAVED,
        NO_OBJECT,
        "the last good state can't be saved, " + reason,
        "A restart with broken files would serve an older state.");
  }
}
