package dev.signalbox.translator.gatewayapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.HttpRoute;
import dev.signalbox.translator.manifest.HttpRoute.ValueMatch;
import dev.signalbox.translator.manifest.ObjectMeta;
import dev.signalbox.translator.model.AttachedRoute;
import dev.signalbox.translator.model.RouteOrder;
import dev.signalbox.translator.model.RouteOrder.Ranked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** The order of rules against the API's own words. */
class RouteOrderTest {

  /** A match of a route, as written, with what orders it. */
  record Written(HttpRoute.Match match, Ranked ranked) {}

  record Asked(
      String method, String path, Map<String, String> headers, Map<String, String> query) {}

  @Property(tries = 300)
  void isATotalOrder(@ForAll("routes") List<HttpRoute> routes) {
    List<Ranked> all = written(routes).stream().map(Written::ranked).toList();
    for (Ranked a : all) {
      for (Ranked b : all) {
        int compared = RouteOrder.ORDER.compare(a, b);
        assertThat(compared == 0).isEqualTo(a.equals(b));
        assertThat(Integer.signum(RouteOrder.ORDER.compare(b, a)))
            .isEqualTo(-Integer.signum(compared));
        for (Ranked c : all) {
          if (compared < 0 && RouteOrder.ORDER.compare(b, c) < 0) {
            assertThat(RouteOrder.ORDER.compare(a, c)).isNegative();
          }
        }
      }
    }
  }

  @Property(tries = 1000)
  void theFirstOneThatMatchesIsTheOneThatTheApiWants(
      @ForAll("routes") List<HttpRoute> routes, @ForAll("requests") Asked request) {
    List<Written> matching =
        written(routes).stream().filter(written -> matches(written.match, request)).toList();
    Optional<Written> first =
        matching.stream().min(Comparator.comparing(Written::ranked, RouteOrder.ORDER));

    assertThat(first).isEqualTo(wanted(matching));
  }

  /** The API's criteria, one after the other, each among those that tied before it. */
  private static Optional<Written> wanted(List<Written> matching) {
    List<Written> left = matching;
    left = most(left, one -> kind(one, "Exact") ? 1 : 0);
    // Where regular expressions stand is left to the implementation: before prefixes.
    left = most(left, one -> kind(one, "RegularExpression") ? 1 : 0);
    left = most(left, one -> pathLength(one.match));
    left = most(left, one -> one.match.method() == null ? 0 : 1);
    left = most(left, one -> one.match.headers().size());
    left = most(left, one -> one.match.queryParams().size());
    left = most(left, one -> -age(one.ranked.route()));
    String name = left.stream().map(RouteOrderTest::name).min(String::compareTo).orElse("");
    return left.stream()
        .filter(one -> name(one).equals(name))
        .min(Comparator.comparing(one -> one.ranked.place()));
  }

  private static List<Written> most(List<Written> all, Function<Written, Integer> count) {
    int most = all.stream().map(count).max(Integer::compareTo).orElse(0);
    return all.stream().filter(one -> count.apply(one) == most).toList();
  }

  private static boolean kind(Written written, String type) {
    HttpRoute.PathMatch path = written.match.path();
    return path != null && type.equals(path.type());
  }

  private static int pathLength(HttpRoute.Match match) {
    HttpRoute.PathMatch path = match.path();
    return path == null || path.value() == null ? 1 : path.value().length();
  }

  private static int age(AttachedRoute route) {
    Instant created = route.precedence().created();
    return created == null ? Integer.MAX_VALUE : (int) created.getEpochSecond();
  }

  private static String name(Written written) {
    Origin origin = written.ranked.route().origin();
    return origin.namespace() + "/" + origin.name();
  }

  private static boolean matches(HttpRoute.Match match, Asked request) {
    return matchesPath(match.path(), request.path)
        && (match.method() == null || match.method().equals(request.method))
        && match.headers().stream().allMatch(in(request.headers))
        && match.queryParams().stream().allMatch(in(request.query));
  }

  private static Predicate<ValueMatch> in(Map<String, String> values) {
    return match -> match.value().equals(values.get(match.name()));
  }

  private static boolean matchesPath(HttpRoute.@Nullable PathMatch condition, String path) {
    if (condition == null || condition.value() == null || condition.type() == null) {
      return true;
    }
    String value = condition.value();
    return switch (condition.type()) {
      case "Exact" -> path.equals(value);
      case "RegularExpression" -> path.matches(value);
      default -> value.equals("/") || path.equals(value) || path.startsWith(value + "/");
    };
  }

  private static List<Written> written(List<HttpRoute> routes) {
    List<Written> written = new ArrayList<>();
    for (HttpRoute route : routes) {
      AttachedRoute converted = convert(route);
      List<HttpRoute.Match> matches =
          Objects.requireNonNull(route.spec()).rules().stream()
              .flatMap(rule -> rule.matches().stream())
              .toList();
      assertThat(converted.entries()).hasSameSizeAs(matches);
      IntStream.range(0, matches.size())
          .mapToObj(i -> new Written(matches.get(i), new Ranked(converted, i)))
          .forEach(written::add);
    }
    return written;
  }

  private static AttachedRoute convert(HttpRoute route) {
    Diagnostics diagnostics = new Diagnostics();
    Origin id =
        new Origin(
            "gateway.networking.k8s.io",
            "HTTPRoute",
            route.metadata().namespace(),
            route.metadata().name(),
            "");
    AttachedRoute converted = (AttachedRoute) HttpRoutes.convert(route, id, diagnostics).get(0);
    assertThat(diagnostics.toList()).isEmpty();
    return converted;
  }

  /** Names whose order as {namespace}/{name} isn't that of their namespaces. */
  @Provide
  Arbitrary<List<HttpRoute>> routes() {
    return Combinators.combine(
            Arbitraries.of("a", "a-b"),
            Arbitraries.of("x", "y"),
            Arbitraries.of(1, 2).injectNull(0.3),
            rule().list().ofMinSize(1).ofMaxSize(2))
        .as(RouteOrderTest::route)
        .list()
        .uniqueElements(route -> route.metadata().namespace() + "/" + route.metadata().name())
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<Asked> requests() {
    return Combinators.combine(
            Arbitraries.of("GET", "POST"),
            Arbitraries.of("/", "/a", "/a/b", "/ab"),
            values(),
            values())
        .as(Asked::new);
  }

  private static Arbitrary<Map<String, String>> values() {
    return Arbitraries.maps(Arbitraries.of("h1", "h2"), Arbitraries.of("1", "2"));
  }

  private static Arbitrary<HttpRoute.Rule> rule() {
    Arbitrary<HttpRoute.PathMatch> path =
        Combinators.combine(
                Arbitraries.of("Exact", "PathPrefix", "RegularExpression"),
                Arbitraries.of("/", "/a", "/a/b"))
            .as(HttpRoute.PathMatch::new);
    Arbitrary<HttpRoute.Match> match =
        Combinators.combine(
                path.injectNull(0.2),
                conditions(),
                conditions(),
                Arbitraries.of("GET", "POST").injectNull(0.5))
            .as(HttpRoute.Match::new);
    return match
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(
            matches ->
                new HttpRoute.Rule(
                    "",
                    ImmutableList.copyOf(matches),
                    ImmutableList.of(),
                    ImmutableList.of(),
                    null,
                    null,
                    null));
  }

  private static Arbitrary<ImmutableList<ValueMatch>> conditions() {
    return values()
        .map(
            values ->
                values.entrySet().stream()
                    .map(entry -> new ValueMatch("Exact", entry.getKey(), entry.getValue()))
                    .collect(ImmutableList.toImmutableList()));
  }

  private static HttpRoute route(
      String namespace, String name, @Nullable Integer created, List<HttpRoute.Rule> rules) {
    return new HttpRoute(
        "gateway.networking.k8s.io/v1",
        new ObjectMeta(
            name,
            namespace,
            ImmutableMap.of(),
            ImmutableMap.of(),
            created == null ? null : Instant.ofEpochSecond(created)),
        new HttpRoute.Spec(ImmutableList.of(), ImmutableList.of(), ImmutableList.copyOf(rules)));
  }
}
