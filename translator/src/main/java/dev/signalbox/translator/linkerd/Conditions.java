package dev.signalbox.translator.linkerd;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.check.RegularExpressions;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.ServiceProfile.RequestCondition;
import dev.signalbox.translator.model.PathMatch;
import dev.signalbox.translator.model.RequestMatch;
import dev.signalbox.translator.model.RequestMatch.HeaderMatch;
import dev.signalbox.translator.model.StringMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A route's condition, which nests all, any and not, as alternatives that each ask for several
 * things at once.
 */
final class Conditions {
  private static final int MOST_ALTERNATIVES = 128;

  private final Diagnostics diagnostics;

  Conditions(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** One thing that is asked for. */
  private sealed interface Literal {
    record Method(String method, boolean inverted) implements Literal {}

    record Path(String regex, boolean inverted) implements Literal {}
  }

  /** What must hold together. */
  private record Alternative(ImmutableList<Literal> literals) {
    Alternative and(Alternative other) {
      return new Alternative(
          ImmutableList.<Literal>builder().addAll(literals).addAll(other.literals).build());
    }
  }

  private static final ImmutableList<Alternative> ALWAYS =
      ImmutableList.of(new Alternative(ImmutableList.of()));

  ImmutableList<RequestMatch> convert(RequestCondition condition, Origin origin) {
    ImmutableList<Alternative> alternatives = alternatives(condition, origin, false);
    if (alternatives.size() > MOST_ALTERNATIVES) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          "the condition has more than " + MOST_ALTERNATIVES + " alternatives when it is spelt out",
          "Use a regular expression in place of some of them, or make several routes.");
      return ImmutableList.of();
    }
    return alternatives.stream().map(Conditions::match).collect(ImmutableList.toImmutableList());
  }

  /** All fields that are set must hold; inverted, one of them mustn't. */
  private ImmutableList<Alternative> alternatives(
      RequestCondition condition, Origin origin, boolean inverted) {
    List<ImmutableList<Alternative>> parts = new ArrayList<>();
    if (condition.method() != null) {
      String method = condition.method().toUpperCase(Locale.ROOT);
      parts.add(one(new Literal.Method(method, inverted)));
    }
    if (condition.pathRegex() != null) {
      RegularExpressions.check(condition.pathRegex(), origin.at("pathRegex"), diagnostics);
      parts.add(one(new Literal.Path(condition.pathRegex(), inverted)));
    }
    if (!condition.all().isEmpty()) {
      parts.add(join(nested(condition.all(), origin.at("all"), inverted), !inverted));
    }
    if (!condition.any().isEmpty()) {
      parts.add(join(nested(condition.any(), origin.at("any"), inverted), inverted));
    }
    if (!condition.not().isEmpty()) {
      parts.add(join(nested(condition.not(), origin.at("not"), !inverted), !inverted));
    }
    if (parts.isEmpty()) {
      diagnostics.add(
          Code.MISSING_FIELD,
          origin,
          "the condition is empty",
          "Set method, pathRegex, all, any or not.");
    }
    return join(parts, !inverted);
  }

  private List<ImmutableList<Alternative>> nested(
      ImmutableList<RequestCondition> conditions, Origin origin, boolean inverted) {
    List<ImmutableList<Alternative>> nested = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      nested.add(alternatives(conditions.get(i), origin.at(i), inverted));
    }
    return nested;
  }

  private static ImmutableList<Alternative> one(Literal literal) {
    return ImmutableList.of(new Alternative(ImmutableList.of(literal)));
  }

  private static ImmutableList<Alternative> join(
      List<ImmutableList<Alternative>> parts, boolean together) {
    return together ? all(parts) : any(parts);
  }

  private static ImmutableList<Alternative> any(List<ImmutableList<Alternative>> parts) {
    return parts.stream()
        .flatMap(List::stream)
        .limit(MOST_ALTERNATIVES + 1)
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<Alternative> all(List<ImmutableList<Alternative>> parts) {
    ImmutableList<Alternative> product = ALWAYS;
    for (ImmutableList<Alternative> part : parts) {
      product =
          product.stream()
              .flatMap(left -> part.stream().map(left::and))
              .limit(MOST_ALTERNATIVES + 1)
              .collect(ImmutableList.toImmutableList());
    }
    return product;
  }

  /** The first path stands as the path, others as conditions on the header that holds it. */
  private static RequestMatch match(Alternative alternative) {
    Optional<PathMatch> path = Optional.empty();
    ImmutableList.Builder<HeaderMatch> headers = ImmutableList.builder();
    for (Literal literal : alternative.literals) {
      switch (literal) {
        case Literal.Method(String method, boolean inverted) ->
            headers.add(new HeaderMatch(":method", new StringMatch.Exact(method), inverted));
        case Literal.Path(String regex, boolean inverted) -> {
          if (path.isEmpty() && !inverted) {
            path = Optional.of(new PathMatch.Regex(regex));
          } else {
            headers.add(new HeaderMatch(":path", withQuery(regex), inverted));
          }
        }
      }
    }
    return new RequestMatch(
        "", "", path, headers.build(), ImmutableList.of(), RequestMatch.any().client());
  }

  private static StringMatch withQuery(String regex) {
    return new StringMatch.Regex("(?:" + regex + ")(?:\\?.*)?");
  }
}
