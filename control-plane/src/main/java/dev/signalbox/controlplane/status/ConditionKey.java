package dev.signalbox.controlplane.status;

import dev.signalbox.translator.model.AttachedRoute.Parent;

/**
 * Which condition of an object.
 *
 * @param part the parent or listener that it is about; empty for the object itself
 */
record ConditionKey(String part, String type) {
  /** The same one wherever it stands in the list of parents. */
  static String part(Parent parent) {
    return String.join(
        "/",
        parent.group(),
        parent.kind(),
        parent.namespace(),
        parent.name(),
        parent.section().orElse(""),
        parent.port().isPresent() ? Integer.toString(parent.port().getAsInt()) : "");
  }
}
