package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.VirtualService;
import dev.signalbox.translator.manifest.VirtualService.HttpMatchRequest;
import dev.signalbox.translator.manifest.VirtualService.HttpRoute;
import dev.signalbox.translator.model.RouteRule;
import dev.signalbox.translator.model.RouteTable;
import dev.signalbox.translator.model.Visibility;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A root: a VirtualService that hands some of its requests to others, which have no hosts of their
 * own.
 */
public final class Delegation {
  private final Inputs inputs;
  private final Diagnostics ofRoot;
  private final Diagnostics found = new Diagnostics();

  private Delegation(Inputs inputs) {
    this.inputs = inputs;
    this.ofRoot = new Diagnostics(inputs.root.diagnostics);
  }

  /** A VirtualService with what is wrong with it alone. */
  public record Part(Origin id, VirtualService manifest, ImmutableList<Diagnostic> diagnostics) {}

  /**
   * What a root's rules depend on.
   *
   * @param delegates those that the root names, by namespace/name; some may not exist
   * @param meshDefault how VirtualServices are seen that don't say
   */
  public record Inputs(Part root, ImmutableMap<String, Part> delegates, Visibility meshDefault) {}

  /** The root with its delegates' rules in place, and what is wrong with the two together. */
  public record Linked(RouteTable table, ImmutableList<Diagnostic> diagnostics) {}

  public static boolean isDelegate(VirtualService manifest) {
    return manifest.spec() != null && manifest.spec().hosts().isEmpty();
  }

  /** The delegates that a root names, as namespace/name; none of any other VirtualService. */
  public static ImmutableSet<String> named(VirtualService manifest, String namespace) {
    return manifest.spec() == null || isDelegate(manifest)
        ? ImmutableSet.of()
        : manifest.spec().http().stream()
            .flatMap(route -> key(route, namespace).stream())
            .collect(ImmutableSet.toImmutableSet());
  }

  private static Optional<String> key(HttpRoute route, String namespace) {
    return Optional.ofNullable(route.delegate())
        .map(d -> (d.namespace().isEmpty() ? namespace : d.namespace()) + "/" + d.name());
  }

  public static Linked link(Inputs inputs) {
    Delegation delegation = new Delegation(inputs);
    Part root = inputs.root;
    ImmutableList.Builder<RouteRule> rules = ImmutableList.builder();
    List<HttpRoute> routes = http(root);
    for (int i = 0; i < routes.size(); i++) {
      rules.addAll(delegation.rules(routes.get(i), http(root.id).at(i)));
    }
    RouteTable table =
        VirtualServices.table(root.manifest, root.id, rules.build(), delegation.ofRoot);
    return new Linked(table, delegation.found.toList());
  }

  private static List<HttpRoute> http(Part part) {
    return part.manifest.spec() == null ? ImmutableList.of() : part.manifest.spec().http();
  }

  private static Origin http(Origin id) {
    return id.at("spec").at("http");
  }

  private ImmutableList<RouteRule> rules(HttpRoute route, Origin origin) {
    Optional<String> key = key(route, origin.namespace());
    if (key.isEmpty()) {
      return ImmutableList.of(new HttpRules(ofRoot).convert(route, origin));
    }
    return delegate(key.get(), origin.at("delegate"))
        .map(part -> expand(route, origin, part))
        .orElse(ImmutableList.of());
  }

  private Optional<Part> delegate(String key, Origin origin) {
    Part part = inputs.delegates.get(key);
    if (part == null || !isDelegate(part.manifest)) {
      String reason =
          part == null
              ? "there is no VirtualService " + key
              : "the VirtualService " + key + " has hosts, so that nothing can be delegated to it";
      found.add(
          Code.DELEGATE_NOT_FOUND,
          origin,
          reason,
          "Define one without hosts, or correct the name.");
      return Optional.empty();
    }
    if (!isSeen(part, origin.namespace())) {
      found.add(
          Diagnostic.of(
                  Code.DELEGATE_NOT_FOUND,
                  origin,
                  "the VirtualService " + key + " isn't exported to " + origin.namespace(),
                  "Add the namespace to its exportTo.")
              .relatedTo(part.id.at("spec").at("exportTo")));
      return Optional.empty();
    }
    return Optional.of(part);
  }

  private boolean isSeen(Part part, String client) {
    VirtualService.Spec spec = part.manifest.spec();
    return spec != null
        && ExportTo.rules(spec.exportTo(), part.id, new Diagnostics())
            .or(inputs.meshDefault)
            .reach(part.id.namespace(), client)
            .isSeen();
  }

  private ImmutableList<RouteRule> expand(HttpRoute route, Origin origin, Part part) {
    Diagnostics ofDelegate = new Diagnostics(part.diagnostics);
    Side root = new Side(DelegateRoutes.withFullNames(route, origin.namespace()), origin, ofRoot);
    return IntStream.range(0, http(part).size())
        .filter(i -> http(part).get(i).delegate() == null)
        .mapToObj(
            i ->
                new Side(
                    DelegateRoutes.withFullNames(http(part).get(i), part.id.namespace()),
                    http(part.id).at(i),
                    ofDelegate))
        .flatMap(delegate -> rule(root, delegate).stream())
        .collect(ImmutableList.toImmutableList());
  }

  /** One of the two rules of which one is made. */
  private record Side(HttpRoute route, Origin origin, Diagnostics diagnostics) {
    boolean isBroken() {
      return diagnostics.hasErrorIn(origin, origin.at("match"));
    }

    /** Those that could be built. */
    List<HttpMatchRequest> matches() {
      return IntStream.range(0, route.match().size())
          .filter(i -> !diagnostics.hasErrorIn(origin.at("match").at(i)))
          .mapToObj(route.match()::get)
          .toList();
    }

    boolean matchesNothing() {
      return !route.match().isEmpty() && matches().isEmpty();
    }
  }

  private Optional<RouteRule> rule(Side root, Side delegate) {
    if (root.matchesNothing() || delegate.matchesNothing()) {
      return Optional.empty();
    }
    var matches = DelegateMatches.merge(root.matches(), delegate.matches());
    if (matches.isEmpty()) {
      dropped(root.origin, delegate.origin);
      return Optional.empty();
    }
    HttpRoute merged = DelegateRoutes.merge(root.route, delegate.route, matches.get());
    boolean ownMirrors = delegate.route.mirror() != null || !delegate.route.mirrors().isEmpty();
    HttpRules.Places places =
        new HttpRules.Places(
            root.origin, delegate.origin, ownMirrors ? delegate.origin : root.origin);
    boolean broken = root.isBroken() || delegate.isBroken();
    return Optional.of(HttpRules.delegated(merged, places, broken));
  }

  private void dropped(Origin root, Origin delegate) {
    found.add(
        Diagnostic.of(
                Code.DELEGATE_RULE_DROPPED,
                delegate.at("match"),
                "the rule is left out of "
                    + root.objectName()
                    + ": not all that it matches is matched by "
                    + root.path(),
                "Match nothing that the root doesn't hand on.")
            .relatedTo(root.at("match")));
  }
}
