package dev.signalbox.translator.model;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import com.google.common.collect.SetMultimap;
import com.google.common.collect.Sets;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.AttachedRoute.Parent;
import dev.signalbox.translator.model.Attachments.AtGateway;
import dev.signalbox.translator.model.Attachments.Attachment;
import dev.signalbox.translator.model.Attachments.Rejected;
import dev.signalbox.translator.model.LinkedGateway.Port;
import dev.signalbox.translator.model.RouteOrder.Ranked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Attaches routes to Gateways' listeners. */
final class GatewayLinker {
  private static final String GROUP = "gateway.networking.k8s.io";
  private static final String NOT_ALLOWED = "NotAllowedByListeners";
  private static final ImmutableSet<String> KINDS = ImmutableSet.of("Gateway", "ListenerSet");

  private final GatewayListeners listeners;
  private final ImmutableSetMultimap<Origin, Listener> byOwner;
  private final SetMultimap<Listener, Bound> bounds = LinkedHashMultimap.create();
  private final ListMultimap<AtGateway, Bound> byAttachment = ArrayListMultimap.create();

  GatewayLinker(GatewayListeners listeners) {
    this.listeners = listeners;
    this.byOwner = listeners.byOwner();
  }

  /** A route at a listener, with the hosts that both have. */
  record Bound(AttachedRoute route, Listener listener, ImmutableList<String> hosts) {}

  static boolean isGateway(Parent parent) {
    return parent.group().equals(GROUP) && KINDS.contains(parent.kind());
  }

  /** Whether there is such an object, ours or not. */
  boolean isKnown(Parent parent) {
    return listeners.isKnown(owner(parent));
  }

  /** Whether it is ours. */
  boolean isServed(Parent parent) {
    return !listeners.of(owner(parent)).isEmpty();
  }

  private static Origin owner(Parent parent) {
    return new Origin(GROUP, parent.kind(), parent.namespace(), parent.name(), "");
  }

  /** Empty where the parent isn't ours. */
  Optional<Attachment> attach(AttachedRoute route, Parent parent) {
    Origin owner = owner(parent);
    List<Listener> own = listeners.of(owner);
    if (!listeners.isOurs(owner)) {
      return Optional.empty();
    }
    if (own.isEmpty()) {
      return rejected(
          route, parent, "NoMatchingParent", "name", "the " + parent.kind() + " has no listener");
    }
    List<Listener> named = own.stream().filter(listener -> isNamed(parent, listener)).toList();
    if (named.isEmpty()) {
      return rejected(
          route,
          parent,
          "NoMatchingParent",
          parent.section().isPresent() ? "sectionName" : "port",
          "the " + parent.kind() + " has no such listener");
    }
    List<Listener> served =
        named.stream().filter(listener -> byOwner.containsEntry(owner, listener)).toList();
    if (served.isEmpty()) {
      return unserved(route, parent, named);
    }
    if (!route.origin().group().equals(GROUP)) {
      return rejected(
          route,
          parent,
          NOT_ALLOWED,
          "name",
          "a " + parent.kind() + " takes no routes of the group " + route.origin().group());
    }
    List<Listener> allowing =
        served.stream()
            .filter(listener -> listener.types().contains(route.type()))
            .filter(l -> listeners.admits(l.from(), l.owner(), route.origin()))
            .toList();
    if (allowing.isEmpty()) {
      return rejected(
          route,
          parent,
          NOT_ALLOWED,
          "name",
          "no listener of the " + parent.kind() + " takes such a route of this namespace");
    }
    return bind(route, parent, allowing);
  }

  /** What isn't supported yet is no mistake of the route's. */
  private Optional<Attachment> unserved(AttachedRoute route, Parent parent, List<Listener> named) {
    ImmutableSet<ListenerRefusal> reasons =
        named.stream()
            .flatMap(listener -> listeners.refusal(listener).stream())
            .collect(ImmutableSet.toImmutableSet());
    boolean unsupported = reasons.equals(ImmutableSet.of(ListenerRefusal.UNSUPPORTED_PROTOCOL));
    String why = reasons.stream().map(ListenerRefusal::message).collect(Collectors.joining(", "));
    return rejected(
        route,
        parent,
        unsupported ? Code.UNSUPPORTED_LISTENER : Code.PARENT_UNUSABLE,
        NOT_ALLOWED,
        "name",
        "no listener that it names is served (" + why + ")");
  }

  private Optional<Attachment> bind(AttachedRoute route, Parent parent, List<Listener> allowing) {
    List<Bound> bound =
        allowing.stream()
            .map(listener -> new Bound(route, listener, hosts(route, listener)))
            .filter(one -> !one.hosts.isEmpty())
            .toList();
    if (bound.isEmpty()) {
      return rejected(
          route,
          parent,
          "NoMatchingListenerHostname",
          "name",
          "none of the route's hostnames is one of the " + parent.kind() + "'s");
    }
    bound.forEach(one -> bounds.put(one.listener, one));
    AtGateway at = new AtGateway(route, parent);
    byAttachment.putAll(at, bound);
    return Optional.of(at);
  }

  private static boolean isNamed(Parent parent, Listener listener) {
    return (parent.port().isEmpty() || parent.port().getAsInt() == listener.port())
        && parent.section().filter(section -> !section.equals(listener.name())).isEmpty();
  }

  private static ImmutableList<String> hosts(AttachedRoute route, Listener listener) {
    return (route.hostnames().isEmpty() ? Stream.of(HostPattern.ALL) : route.hostnames().stream())
        .flatMap(host -> HostPattern.intersection(listener.hostname(), host).stream())
        .distinct()
        .collect(ImmutableList.toImmutableList());
  }

  private static Optional<Attachment> rejected(
      AttachedRoute route, Parent parent, String reason, String field, String message) {
    return rejected(route, parent, Code.PARENT_UNUSABLE, reason, field, message);
  }

  private static Optional<Attachment> rejected(
      AttachedRoute route, Parent parent, Code code, String reason, String field, String message) {
    return Optional.of(
        new Rejected(
            route,
            parent,
            reason,
            code,
            field,
            message + ", so the route has no effect there",
            "Change the reference, the route or the listener."));
  }

  /** How many routes a listener has. */
  int attachedRoutes(Listener listener) {
    if (oldest(listener).isPresent()) {
      return 1;
    }
    return (int) bounds.get(listener).stream().map(Bound::route).distinct().count();
  }

  /** The Gateways, once all routes are attached. */
  ImmutableList<LinkedGateway> gateways(Function<Ranked, RouteRule> rule) {
    ImmutableList.Builder<LinkedGateway> linked = ImmutableList.builder();
    for (Map.Entry<ApiGateway, ImmutableList<Listener>> gateway : listeners.all().entrySet()) {
      TreeMap<Integer, List<Listener>> ports = new TreeMap<>();
      for (Listener listener : gateway.getValue()) {
        if (listeners.refusal(listener).isEmpty()) {
          ports.computeIfAbsent(listener.port(), port -> new ArrayList<>()).add(listener);
        }
      }
      ImmutableSortedMap.Builder<Integer, Port> linkedPorts = ImmutableSortedMap.naturalOrder();
      ports.forEach((number, of) -> linkedPorts.put(number, port(of, rule)));
      linked.add(new LinkedGateway(gateway.getKey().origin(), linkedPorts.buildOrThrow()));
    }
    return linked.build();
  }

  /**
   * The route that has all of the listeners where another one is attached, if it isn't that one.
   */
  Optional<Origin> ahead(AtGateway at) {
    List<Origin> others =
        byAttachment.get(at).stream()
            .map(bound -> oldest(bound.listener).orElse(bound))
            .map(bound -> bound.route.origin())
            .toList();
    return others.contains(at.route().origin()) ? Optional.empty() : others.stream().findFirst();
  }

  /** Of a listener for connections, the route that has them. */
  private Optional<Bound> oldest(Listener listener) {
    return listener.protocol() == Listener.Protocol.TCP
        ? bounds.get(listener).stream().min(Comparator.comparing(bound -> bound.route.precedence()))
        : Optional.empty();
  }

  private Port port(List<Listener> ofPort, Function<Ranked, RouteRule> rule) {
    if (ofPort.get(0).protocol() == Listener.Protocol.TCP) {
      Optional<TcpRule> connections =
          oldest(ofPort.get(0))
              .filter(bound -> !bound.route.entries().isEmpty())
              .map(bound -> TcpRule.ofAll(rule.apply(new Ranked(bound.route, 0))));
      return new Port(ofPort.get(0).origin(), connections, ImmutableSortedMap.of());
    }
    ImmutableSortedMap.Builder<String, ImmutableList<RouteRule>> hosts =
        ImmutableSortedMap.naturalOrder();
    for (Listener listener : ofPort) {
      ListMultimap<String, Bound> byHost = MultimapBuilder.hashKeys().arrayListValues().build();
      bounds.get(listener).forEach(one -> one.hosts.forEach(host -> byHost.put(host, one)));
      TreeSet<String> domains = new TreeSet<>(byHost.keySet());
      domains.add(listener.hostname());
      for (String domain : domains) {
        if (owner(domain, ofPort).equals(listener)) {
          hosts.put(domain, rules(domain, byHost, rule));
        }
      }
    }
    return new Port(ofPort.get(0).origin(), Optional.empty(), hosts.buildOrThrow());
  }

  /** The most specific listener has a domain, whatever others have for it. */
  private static Listener owner(String domain, List<Listener> ofPort) {
    return ofPort.stream()
        .filter(listener -> HostPattern.covers(listener.hostname(), domain))
        .max(Comparator.comparing(listener -> HostPattern.specificity(listener.hostname())))
        .orElseThrow();
  }

  private static ImmutableList<RouteRule> rules(
      String domain, ListMultimap<String, Bound> byHost, Function<Ranked, RouteRule> rule) {
    List<Ranked> ranked = new ArrayList<>();
    Set<Bound> seen = Sets.newIdentityHashSet();
    for (String pattern : HostPattern.covering(domain)) {
      for (Bound bound : byHost.get(pattern)) {
        int count = seen.add(bound) ? bound.route.entries().size() : 0;
        for (int i = 0; i < count; i++) {
          ranked.add(new Ranked(bound.route, i, HostPattern.specificity(pattern)));
        }
      }
    }
    return ranked.stream()
        .sorted(RouteOrder.ORDER)
        .map(rule)
        .collect(ImmutableList.toImmutableList());
  }
}
