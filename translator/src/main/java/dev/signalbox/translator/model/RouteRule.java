package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.diagnostics.Origin;
import java.util.Optional;

/**
 * A rule: what it matches and what happens then. The first rule that matches wins.
 *
 * @param contributors other objects that have a part in it, as a delegate has
 * @param matches alternatives; {@link RequestMatch#any} for all requests, none for no request
 */
public record RouteRule(
    Origin origin,
    ImmutableSet<Origin> contributors,
    String name,
    ImmutableList<RequestMatch> matches,
    RouteAction action,
    Features features) {

  /**
   * What may go with any action.
   *
   * @param fault goes before the action
   * @param session empty: each request goes where load is balanced to
   */
  public record Features(
      HeaderChanges headers,
      Optional<Cors> cors,
      Optional<Fault> fault,
      Optional<Session> session) {
    public static final Features NONE =
        new Features(HeaderChanges.NONE, Optional.empty(), Optional.empty());

    public Features(HeaderChanges headers, Optional<Cors> cors, Optional<Fault> fault) {
      this(headers, cors, fault, Optional.empty());
    }

    public Features withCors(Optional<Cors> other) {
      return new Features(headers, other, fault, session);
    }

    public Features withSession(Optional<Session> other) {
      return new Features(headers, cors, fault, other);
    }
  }

  public RouteRule(
      Origin origin,
      String name,
      ImmutableList<RequestMatch> matches,
      RouteAction action,
      Features features) {
    this(origin, ImmutableSet.of(), name, matches, action, features);
  }

  public HeaderChanges headers() {
    return features.headers();
  }

  public RouteRule withAction(RouteAction other) {
    return new RouteRule(origin, contributors, name, matches, other, features);
  }

  public RouteRule with(RouteAction other, Features others) {
    return new RouteRule(origin, contributors, name, matches, other, others);
  }

  public RouteRule withMatches(ImmutableList<RequestMatch> others) {
    return new RouteRule(origin, contributors, name, others, action, features);
  }
}
