package dev.signalbox.controlplane.manifests;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Finding;

/**
 * What became of objects that were applied.
 *
 * @param refused why some were refused
 * @param notes what is questionable about others
 */
record Applied(
    ImmutableList<Outcome> outcomes, ImmutableList<Finding> refused, ImmutableList<Finding> notes) {

  /** A file to apply, by the name that findings use. */
  record Input(String name, String text) {}

  /** What an unknown field does to its object. */
  enum Validation {
    STRICT,
    WARN,
    IGNORE
  }
}
