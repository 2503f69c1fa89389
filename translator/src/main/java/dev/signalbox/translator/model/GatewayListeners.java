package dev.signalbox.translator.model;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.Multimaps;
import dev.signalbox.translator.diagnostics.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The listeners of the Gateways that are ours, their ListenerSets' included. */
public final class GatewayListeners {
  private final Inputs inputs;
  private final GatewayClasses classes;
  private final ImmutableMap<String, ImmutableMap<String, String>> labels;

  private final ImmutableListMultimap<Origin, ListenerSet> setsByGateway;
  private final ImmutableSet<Origin> known;

  /** By the Gateway that serves them, in order of precedence. */
  private final Map<ApiGateway, ImmutableList<Listener>> all = new LinkedHashMap<>();

  private final Map<ListenerSet, Attachment> sets = new LinkedHashMap<>();
  private final Set<Origin> ours = new HashSet<>();
  private final ListMultimap<Origin, Listener> byOwner = ArrayListMultimap.create();
  private final Map<Listener, ListenerRefusal> refused = new LinkedHashMap<>();
  private final Map<Listener, ListenerConflicts.Conflict> conflicts = new LinkedHashMap<>();

  /** All that Gateways are made of. */
  public record Inputs(
      ImmutableList<ApiGateway> gateways,
      ImmutableList<ListenerSet> listenerSets,
      ImmutableList<GatewayClass> classes,
      ImmutableList<NamespaceLabels> namespaces) {}

  /** What has become of a ListenerSet at its Gateway. */
  enum Attachment {
    ATTACHED,
    NOT_ALLOWED,
    PARENT_NOT_ACCEPTED
  }

  GatewayListeners(Inputs inputs) {
    this.inputs = inputs;
    this.classes = new GatewayClasses(inputs.classes);
    this.labels =
        inputs.namespaces.stream()
            .collect(
                ImmutableMap.toImmutableMap(
                    namespace -> namespace.origin().name(),
                    NamespaceLabels::labels,
                    (first, second) -> first));
    this.setsByGateway = Multimaps.index(inputs.listenerSets, ListenerSet::owner);
    this.known =
        Stream.<Element>concat(inputs.gateways.stream(), inputs.listenerSets.stream())
            .map(Element::origin)
            .collect(ImmutableSet.toImmutableSet());
    inputs.gateways.stream().filter(classes::isOurs).forEach(this::add);
  }

  private void add(ApiGateway gateway) {
    boolean accepted = classes.refusal(gateway).isEmpty();
    List<ImmutableList<Listener>> objects = new ArrayList<>(List.of(gateway.listeners()));
    ours.add(gateway.origin());
    for (ListenerSet set : setsOf(gateway)) {
      Attachment attachment = attachment(gateway, accepted, set);
      sets.put(set, attachment);
      ours.add(set.origin());
      if (attachment == Attachment.ATTACHED) {
        objects.add(set.listeners());
      }
    }
    ImmutableList<Listener> own =
        objects.stream().flatMap(List::stream).collect(ImmutableList.toImmutableList());
    all.put(gateway, own);
    own.forEach(listener -> byOwner.put(listener.owner(), listener));
    if (accepted) {
      refuse(objects);
    } else {
      gateway
          .listeners()
          .forEach(listener -> refused.put(listener, ListenerRefusal.GATEWAY_NOT_ACCEPTED));
    }
  }

  private Attachment attachment(ApiGateway gateway, boolean accepted, ListenerSet set) {
    if (!admits(gateway.listenerSets(), gateway.origin(), set.origin())) {
      return Attachment.NOT_ALLOWED;
    }
    return accepted ? Attachment.ATTACHED : Attachment.PARENT_NOT_ACCEPTED;
  }

  private void refuse(List<ImmutableList<Listener>> objects) {
    ImmutableMap<Listener, ListenerConflicts.Conflict> found = ListenerConflicts.among(objects);
    conflicts.putAll(found);
    found.forEach((listener, conflict) -> refused.put(listener, conflict.why()));
    objects.stream()
        .flatMap(List::stream)
        .filter(listener -> !listener.protocol().isSupported())
        .forEach(listener -> refused.putIfAbsent(listener, ListenerRefusal.UNSUPPORTED_PROTOCOL));
  }

  /** Whether what stands at the first origin lets the second one's object attach. */
  boolean admits(Listener.From from, Origin owner, Origin other) {
    return Listener.admits(from, owner.namespace(), other.namespace(), labels);
  }

  boolean isKnown(Origin object) {
    return known.contains(object);
  }

  /** Whether it is a Gateway of ours, or a ListenerSet of one. */
  boolean isOurs(Origin object) {
    return ours.contains(object);
  }

  GatewayClasses classes() {
    return classes;
  }

  ImmutableList<ApiGateway> gateways() {
    return inputs.gateways;
  }

  ImmutableList<ListenerSet> listenerSets() {
    return inputs.listenerSets;
  }

  Map<ApiGateway, ImmutableList<Listener>> all() {
    return Collections.unmodifiableMap(all);
  }

  ImmutableList<ListenerSet> setsOf(ApiGateway gateway) {
    return setsByGateway.get(gateway.origin());
  }

  /** The ListenerSets of Gateways that are ours. */
  Map<ListenerSet, Attachment> sets() {
    return Collections.unmodifiableMap(sets);
  }

  /** Why it isn't served, if it isn't. */
  Optional<ListenerRefusal> refusal(Listener listener) {
    return Optional.ofNullable(refused.get(listener));
  }

  Map<Listener, ListenerConflicts.Conflict> conflicts() {
    return Collections.unmodifiableMap(conflicts);
  }

  /** The listeners that can be served, by the object that they are written in. */
  ImmutableSetMultimap<Origin, Listener> byOwner() {
    return ImmutableSetMultimap.copyOf(
        Multimaps.filterValues(byOwner, listener -> refusal(listener).isEmpty()));
  }

  /** The listeners that are written in a Gateway or ListenerSet, served or not. */
  List<Listener> of(Origin owner) {
    return byOwner.get(owner);
  }
}
