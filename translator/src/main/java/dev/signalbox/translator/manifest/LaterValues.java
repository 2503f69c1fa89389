package dev.signalbox.translator.manifest;

import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;

/**
 * What Gateway API has come to allow since the schemas that are pinned: a retry with no attempts.
 */
final class LaterValues {
  private LaterValues() {}

  static boolean allows(Diagnostic ofSchema) {
    return ofSchema.code() == Code.OUT_OF_RANGE
        && ofSchema.origin().kind().equals("HTTPRoute")
        && ofSchema.origin().path().matches("spec\\.rules\\[\\d+]\\.retry\\.attempts")
        && ofSchema.message().startsWith("0 is ");
  }
}
