package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.AttachedRoute.Parent;
import dev.signalbox.translator.model.RequestMatch.HeaderMatch;
import dev.signalbox.translator.model.Retry.Condition;
import dev.signalbox.translator.model.RouteAction.Destination;
import dev.signalbox.translator.model.RouteAction.Forward;
import dev.signalbox.translator.model.RouteAction.WeightedDestination;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What works in routes and overrides, but probably not as it was meant. */
public final class RouteHints {
  private static final ImmutableSet<String> NOT_IDEMPOTENT = ImmutableSet.of("POST", "PATCH");

  /** After these, a backend has surely not worked on the request. */
  private static final ImmutableSet<Condition> UNTOUCHED =
      ImmutableSet.of(
          Condition.CONNECT_FAILURE, Condition.REFUSED_STREAM, Condition.RESET_BEFORE_REQUEST);

  private final Set<Diagnostic> found = new LinkedHashSet<>();

  private RouteHints() {}

  public static ImmutableList<Diagnostic> of(Element element) {
    RouteHints hints = new RouteHints();
    switch (element) {
      case AttachedRoute route -> hints.check(route);
      case RouteOverride override ->
          override
              .rules()
              .forEach(
                  rule -> {
                    if (rule.action() instanceof Forward forward) {
                      hints.check(rule, forward);
                    }
                  });
      default -> {
        // Nothing is said of others here.
      }
    }
    return ImmutableList.copyOf(hints.found);
  }

  private void check(AttachedRoute route) {
    ImmutableList<Parent> parents =
        route.parents().stream()
            .filter(Parent::isService)
            .filter(parent -> parent.section().isEmpty())
            .collect(ImmutableList.toImmutableList());
    for (AttachedRoute.Entry entry : route.entries()) {
      if (entry.rule().action() instanceof Forward forward) {
        check(entry.rule(), forward);
        mirrors(forward, parents);
      }
    }
  }

  private void check(RouteRule rule, Forward forward) {
    // What the mesh retries by itself is safe, and each try of it may have the whole time.
    if (forward.retry().filter(retry -> !retry.conditions().equals(Retry.SAFE)).isPresent()) {
      Retry retry = forward.limits().tries(forward.retry(), Retry.NEVER);
      methods(rule, retry);
      timeouts(rule, forward, retry);
    }
  }

  private void methods(RouteRule rule, Retry retry) {
    boolean afterWork = retry.attempts() > 0 && !UNTOUCHED.containsAll(retry.conditions());
    Optional<String> method =
        rule.matches().stream()
            .flatMap(match -> match.headers().stream())
            .flatMap(header -> repeatable(header).stream())
            .findFirst();
    if (afterWork && method.isPresent()) {
      add(
          Code.RETRIED_METHOD,
          rule.origin(),
          method.get()
              + " requests are tried again, although a backend may have done what they ask",
          "Leave out retries for them, unless the backend knows a request that comes twice.");
    }
  }

  private static Optional<String> repeatable(HeaderMatch header) {
    return header.name().equals(":method")
            && !header.inverted()
            && header.match() instanceof StringMatch.Exact(String method)
            && NOT_IDEMPOTENT.contains(method)
        ? Optional.of(method)
        : Optional.empty();
  }

  private void timeouts(RouteRule rule, Forward forward, Retry retry) {
    Optional<Duration> whole = forward.limits().request().filter(it -> !it.isZero());
    Optional<Duration> tries =
        retry.perTryTimeout().map(ofTry -> ofTry.multipliedBy(retry.attempts() + 1L));
    if (whole.isPresent() && tries.isPresent() && tries.get().compareTo(whole.get()) > 0) {
      add(
          Code.SHORT_TIMEOUT,
          rule.origin(),
          "the request's timeout of "
              + whole.get().toMillis()
              + "ms ends it before all its tries, which may take "
              + tries.get().toMillis()
              + "ms",
          "Make the request's timeout longer, or that of a try shorter.");
    }
  }

  private void mirrors(Forward forward, ImmutableList<Parent> parents) {
    for (RouteAction.Mirror mirror : forward.mirrors()) {
      Destination copy = mirror.destination();
      boolean itself =
          forward.destinations().isEmpty()
              ? parents.stream().anyMatch(parent -> isAt(parent, copy))
              : forward.destinations().stream()
                  .map(WeightedDestination::destination)
                  .anyMatch(
                      one -> one.host().equals(copy.host()) && one.port().equals(copy.port()));
      if (itself && copy.unresolved().isEmpty()) {
        add(
            Code.MIRRORED_TO_ITSELF,
            mirror.origin(),
            "the copies go where the requests go, so that each is served twice",
            "Mirror to another Service.");
      }
    }
  }

  private static boolean isAt(Parent parent, Destination copy) {
    return parent.host().equals(copy.host())
        && (parent.port().isEmpty() || parent.port().equals(copy.port()));
  }

  private void add(Code code, Origin origin, String message, String fix) {
    found.add(Diagnostic.of(code, origin, message, fix));
  }
}
