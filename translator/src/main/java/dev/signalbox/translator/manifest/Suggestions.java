package dev.signalbox.translator.manifest;

import com.google.common.base.Strings;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** "Did you mean". */
public final class Suggestions {
  private static final int FARTHEST = 3;

  /** Of what two words have in common at their start. */
  private static final int SHORTEST = 4;

  private Suggestions() {}

  /** The known word that differs in few letters, if there is one. */
  public static Optional<String> closest(String word, Collection<String> known) {
    int most = Math.min(FARTHEST, Math.max(1, word.length() / 3));
    return known.stream()
        .filter(candidate -> Math.abs(word.length() - candidate.length()) <= most)
        .filter(candidate -> distance(word, candidate) <= most)
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
  }

  /** As that, and where there is none, a field that begins alike or has the same letters. */
  public static Optional<String> field(String word, Collection<String> known) {
    return closest(word, known)
        .or(
            () ->
                known.stream()
                    .filter(candidate -> isAlike(word, candidate))
                    .max(Comparator.comparingInt(candidate -> begin(word, candidate))));
  }

  private static boolean isAlike(String word, String candidate) {
    int begin = begin(word, candidate);
    return (begin >= SHORTEST && 2 * begin >= Math.max(word.length(), candidate.length()))
        || letters(word).equals(letters(candidate));
  }

  private static int begin(String left, String right) {
    return Strings.commonPrefix(left, right).length();
  }

  private static String letters(String word) {
    return word.chars()
        .sorted()
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Levenshtein's, ignoring case. */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
