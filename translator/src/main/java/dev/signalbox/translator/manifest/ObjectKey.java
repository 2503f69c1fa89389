package dev.signalbox.translator.manifest;

import dev.signalbox.translator.diagnostics.Origin;

/**
 * What tells objects apart.
 *
 * @param group the API group, which tells kinds of the same name apart
 * @param id kind, namespace and name
 */
public record ObjectKey(String group, Origin id) {

  /** Whether objects of this kind are read at all. */
  public boolean isKnown() {
    return Kinds.find(group, id.kind()) != null;
  }
}
