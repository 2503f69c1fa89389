package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import dev.signalbox.translator.diagnostics.Origin;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** What happens to a request that a rule matches. */
public sealed interface RouteAction {

  /**
   * To backends, by weight.
   *
   * @param timeout of the whole request, retries included; none if empty
   * @param retry empty: what the mesh says
   */
  record Forward(
      ImmutableList<WeightedDestination> destinations,
      Optional<Rewrite> rewrite,
      Optional<Duration> timeout,
      Optional<Retry> retry,
      ImmutableList<Mirror> mirrors)
      implements RouteAction {

    /** All that requests, or copies of them, may go to. */
    public Stream<Destination> allDestinations() {
      return Stream.concat(
          destinations.stream().map(WeightedDestination::destination),
          mirrors.stream().map(Mirror::destination));
    }
  }

  /** An answer that names another place. */
  record Redirect(PathChange path, String authority, String scheme, RedirectPort port, int status)
      implements RouteAction {

    /** What becomes of the path. */
    public sealed interface PathChange {
      record Keep() implements PathChange {}

      record Replace(String path) implements PathChange {}

      record ReplacePrefix(String prefix) implements PathChange {}
    }

    /** Which port the answer names. */
    public sealed interface RedirectPort {
      record ProtocolDefault() implements RedirectPort {}

      record FromRequest() implements RedirectPort {}

      record Fixed(int number) implements RedirectPort {}
    }
  }

  /** An answer of its own. */
  record Respond(int status, ByteString body) implements RouteAction {}

  /** A rule that can't be built: it keeps its requests and answers them with 500. */
  record Broken() implements RouteAction {}

  /** A share of the requests. */
  record WeightedDestination(
      Origin origin, Destination destination, int weight, HeaderChanges headers) {}

  /** Where copies of a share of the requests go; nobody waits for the answers. */
  record Mirror(Origin origin, Destination destination, Fraction fraction) {}

  /**
   * A host as the manifest names it.
   *
   * @param port none: the host's only port, else the one that was called
   */
  record Destination(String host, String subset, OptionalInt port) {}

  /** What a request looks like when it is passed on. */
  record Rewrite(PathRewrite path, String authority) {

    /** What becomes of the path. */
    public sealed interface PathRewrite {
      record Keep() implements PathRewrite {}

      /** Of an exact or regex match the whole path, of a prefix match the prefix. */
      record ReplaceMatched(String replacement) implements PathRewrite {}

      record Regex(String pattern, String substitution) implements PathRewrite {}
    }
  }
}
