package dev.signalbox.controlplane.manifests;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.diagnostics.Place;
import dev.signalbox.translator.manifest.ObjectKey;
import java.io.Serial;
import java.util.Optional;

/** An object's file can't be edited without harm to something else in it. */
public final class Refusal extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final String file;

  Refusal(String file, String message) {
    super(message);
    this.file = file;
  }

  Finding finding(ObjectKey key) {
    Diagnostic diagnostic =
        Diagnostic.of(
            Code.UNREADABLE, key.id(), String.valueOf(getMessage()), "Edit " + file + ".");
    return new Finding(diagnostic, Optional.of(new Place(file, 1, 1)), ImmutableList.of());
  }
}
