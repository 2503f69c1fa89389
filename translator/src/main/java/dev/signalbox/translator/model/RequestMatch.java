package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Conditions that a request must meet all together.
 *
 * @param statPrefix what statistics of these requests are called; none if empty
 */
public record RequestMatch(
    String name,
    String statPrefix,
    Optional<PathMatch> path,
    ImmutableList<HeaderMatch> headers,
    ImmutableList<QueryMatch> query,
    ClientCondition client) {

  private static final RequestMatch ANY =
      new RequestMatch(
          "", "", Optional.empty(), ImmutableList.of(), ImmutableList.of(), ClientCondition.ANY);

  public static RequestMatch any() {
    return ANY;
  }

  public RequestMatch withHeaders(ImmutableList<HeaderMatch> others) {
    return new RequestMatch(name, statPrefix, path, others, query, client);
  }

  /** A header, or a pseudo-header such as :method. */
  public record HeaderMatch(String name, StringMatch match, boolean inverted) {}

  public record QueryMatch(String name, StringMatch match) {}

  /**
   * Conditions on the client's proxy: where they fail the match isn't sent to it.
   *
   * @param gateways if there are any, they count in place of labels and namespace
   */
  public record ClientCondition(
      OptionalInt port,
      ImmutableMap<String, String> labels,
      Optional<String> namespace,
      ImmutableList<String> gateways) {
    static final ClientCondition ANY =
        new ClientCondition(
            OptionalInt.empty(), ImmutableMap.of(), Optional.empty(), ImmutableList.of());
  }
}
