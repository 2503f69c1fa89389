package dev.signalbox.translator.model;

import java.util.Map;

/** Label selection. */
public final class Labels {
  private Labels() {}

  /** Whether all of the selector's labels are there; an empty selector is contained in any. */
  public static boolean contains(Map<String, String> labels, Map<String, String> selector) {
    return labels.entrySet().containsAll(selector.entrySet());
  }
}
