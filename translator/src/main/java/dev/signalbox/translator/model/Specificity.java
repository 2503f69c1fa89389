package dev.signalbox.translator.model;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Comparator;

/**
 * How much a match asks for: what counts most comes first, and the greater number wins. Only
 * matches of one type of route are compared.
 */
public record Specificity(ImmutableIntArray counts) implements Comparable<Specificity> {
  private static final Comparator<Specificity> ORDER =
      (one, other) -> {
        for (int i = 0; i < Math.min(one.counts.length(), other.counts.length()); i++) {
          int compared = Integer.compare(one.counts.get(i), other.counts.get(i));
          if (compared != 0) {
            return compared;
          }
        }
        return Integer.compare(one.counts.length(), other.counts.length());
      };

  /**
   * An HTTPRoute's kinds of path, the least specific first; the API leaves the regex's place open.
   */
  public enum Path {
    PREFIX(0),
    REGEX(1),
    EXACT(2);

    private final int rank;

    Path(int rank) {
      this.rank = rank;
    }
  }

  /** Of what matches everything. */
  public static final Specificity NONE = new Specificity(ImmutableIntArray.of());

  /** Of an HTTPRoute's match. */
  public static Specificity http(
      Path path, int pathLength, boolean method, int headers, int queryParameters) {
    return new Specificity(
        ImmutableIntArray.of(path.rank, pathLength, method ? 1 : 0, headers, queryParameters));
  }

  /** Of a GRPCRoute's match. */
  public static Specificity grpc(int serviceLength, int methodLength, int headers) {
    return new Specificity(ImmutableIntArray.of(serviceLength, methodLength, headers));
  }

  @Override
  public int compareTo(Specificity other) {
    return ORDER.compare(this, other);
  }
}
