package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import dev.signalbox.translator.diagnostics.Origin;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What happens to a request that a rule matches. */
public sealed interface RouteAction {

  /** All that requests, or copies of them, may go to. */
  default Stream<Destination> reached() {
    return this instanceof Forward forward ? forward.allDestinations() : Stream.empty();
  }

  /**
   * To backends, by weight.
   *
   * @param retry empty: what the mesh says
   */
  record Forward(
      ImmutableList<WeightedDestination> destinations,
      Optional<Rewrite> rewrite,
      TimeLimits limits,
      Optional<Retry> retry,
      ImmutableList<Mirror> mirrors)
      implements RouteAction {

    public Forward withDestinations(ImmutableList<WeightedDestination> others) {
      return new Forward(others, rewrite, limits, retry, mirrors);
    }

    /** With each destination replaced. */
    public Forward mapDestinations(UnaryOperator<Destination> change) {
      return new Forward(
          destinations.stream()
              .map(one -> one.mapDestinations(change))
              .collect(ImmutableList.toImmutableList()),
          rewrite,
          limits,
          retry,
          Mirror.map(mirrors, change));
    }

    /** With what a Service says where the rule says nothing. */
    Forward or(ServicePolicy policy, AttachedRoute.Type type) {
      return new Forward(
          destinations,
          rewrite,
          limits.or(policy.limits()),
          retry.or(() -> policy.retry(type)),
          mirrors);
    }

    public Forward withMirrors(ImmutableList<Mirror> others) {
      return new Forward(destinations, rewrite, limits, retry, others);
    }

    /** All that requests, or copies of them, may go to. */
    public Stream<Destination> allDestinations() {
      return Stream.concat(
          destinations.stream().map(WeightedDestination::destination),
          allMirrors().map(Mirror::destination));
    }

    /** The rule's, and those of its destinations. */
    public Stream<Mirror> allMirrors() {
      return Stream.concat(
          mirrors.stream(), destinations.stream().flatMap(one -> one.filters.mirrors().stream()));
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

      record Regex(String pattern, String substitution) implements PathChange {}
    }

    /** Which port the answer names. */
    public sealed interface RedirectPort {
      record ProtocolDefault() implements RedirectPort {}

      record FromRequest() implements RedirectPort {}

      /** The scheme's, also where the client named another one with the host. */
      record SchemeDefault() implements RedirectPort {}

      record Fixed(int number) implements RedirectPort {}
    }
  }

  /** An answer of its own. */
  record Respond(int status, ByteString body) implements RouteAction {}

  /** A rule that can't be built: it keeps its requests and answers them with 500. */
  record Broken() implements RouteAction {}

  /** A share of the requests. */
  record WeightedDestination(
      Origin origin, Destination destination, int weight, BackendFilters filters) {

    public WeightedDestination(
        Origin origin, Destination destination, int weight, HeaderChanges headers) {
      this(origin, destination, weight, BackendFilters.of(headers));
    }

    public HeaderChanges headers() {
      return filters.headers();
    }

    WeightedDestination mapDestinations(UnaryOperator<Destination> change) {
      return new WeightedDestination(
          origin,
          change.apply(destination),
          weight,
          filters.withMirrors(Mirror.map(filters.mirrors(), change)));
    }
  }

  /** Where copies of a share of the requests go; nobody waits for the answers. */
  record Mirror(Origin origin, Destination destination, Fraction fraction) {
    public Mirror withFraction(Fraction other) {
      return new Mirror(origin, destination, other);
    }

    static ImmutableList<Mirror> map(
        ImmutableList<Mirror> mirrors, UnaryOperator<Destination> change) {
      return mirrors.stream()
          .map(one -> new Mirror(one.origin, change.apply(one.destination), one.fraction))
          .collect(ImmutableList.toImmutableList());
    }
  }

  /**
   * A host as the manifest names it.
   *
   * @param port none: the host's only port, else the one that was called
   * @param missingStatus the answer where there is no such thing
   * @param unresolved why it isn't used, whether or not it exists
   */
  record Destination(
      String host,
      String subset,
      OptionalInt port,
      int missingStatus,
      Optional<Unresolved> unresolved) {
    private static final int SERVICE_UNAVAILABLE = 503;

    /** As Istio's kinds name it. */
    public Destination(String host, String subset, OptionalInt port) {
      this(host, subset, port, SERVICE_UNAVAILABLE, Optional.empty());
    }

    /** As routes name it. */
    public static Destination ofService(String host, OptionalInt port, int missingStatus) {
      return new Destination(host, "", port, missingStatus, Optional.empty());
    }

    public Destination unresolved(Unresolved why) {
      return new Destination(host, subset, port, missingStatus, Optional.of(why));
    }
  }

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
