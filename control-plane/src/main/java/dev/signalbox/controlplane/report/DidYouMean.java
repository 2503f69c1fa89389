package dev.signalbox.controlplane.report;

import dev.signalbox.translator.manifest.Suggestions;
import java.util.Collection;

/** A guess at what somebody meant. */
public final class DidYouMean {
  private DidYouMean() {}

  /** To be appended to what is wrong; empty if nothing is near. */
  public static String sentence(String word, Collection<String> known) {
    return Suggestions.closest(word, known).map(near -> ". Did you mean " + near + "?").orElse("");
  }
}
