package dev.signalbox.translator.model;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Which of two objects counts first: those with a creationTimestamp, oldest first, then those
 * without; then by namespace and name.
 */
public record Precedence(@Nullable Instant created, String namespace, String name)
    implements Comparable<Precedence> {

  private static final Comparator<Precedence> ORDER =
      Comparator.comparing(Precedence::created, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(Precedence::namespace)
          .thenComparing(Precedence::name);

  @Override
  public int compareTo(Precedence other) {
    return ORDER.compare(this, other);
  }
}
