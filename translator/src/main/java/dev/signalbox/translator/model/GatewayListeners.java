package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.Multimaps;
import dev.signalbox.translator.diagnostics.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The listeners of the Gateways that are ours, their ListenerSets' included. */
public final class GatewayListeners {
  private final Inputs inputs;
  private final ImmutableMap<String, ImmutableMap<String, String>> labels;

  /** By the Gateway that serves them, in order of precedence. */
  private final Map<ApiGateway, List<Listener>> all = new LinkedHashMap<>();

  /** Those that can't be served, and why: a reason of the API's. */
  private final Map<Listener, String> refused = new LinkedHashMap<>();

  /** All that Gateways are made of. */
  public record Inputs(
      ImmutableList<ApiGateway> gateways,
      ImmutableList<ListenerSet> listenerSets,
      ImmutableList<GatewayClass> classes,
      ImmutableList<NamespaceLabels> namespaces) {}

  GatewayListeners(Inputs inputs) {
    this.inputs = inputs;
    this.labels =
        inputs.namespaces.stream()
            .collect(
                ImmutableMap.toImmutableMap(
                    namespace -> namespace.origin().name(),
                    NamespaceLabels::labels,
                    (first, second) -> first));
    inputs.gateways.stream().filter(this::isOurs).forEach(this::add);
    all.values().forEach(this::refuse);
  }

  private boolean isOurs(ApiGateway gateway) {
    return inputs.classes.stream()
        .filter(one -> one.origin().name().equals(gateway.className()))
        .findFirst()
        .map(one -> one.controller().equals(ApiGateway.CONTROLLER))
        .orElse(gateway.className().equals(ApiGateway.CLASS));
  }

  private void add(ApiGateway gateway) {
    List<Listener> listeners = new ArrayList<>(gateway.listeners());
    inputs.listenerSets.stream()
        .filter(set -> set.gateway().equals(gateway.origin().name()))
        .filter(set -> set.gatewayNamespace().equals(gateway.origin().namespace()))
        .filter(set -> admits(gateway.listenerSets(), gateway.origin(), set.origin()))
        .forEach(set -> listeners.addAll(set.listeners()));
    all.put(gateway, listeners);
  }

  /** The first listener of a port and host has it. */
  private void refuse(List<Listener> listeners) {
    Set<String> taken = new HashSet<>();
    for (Listener listener : listeners) {
      if (listener.protocol() == Listener.Protocol.UNSUPPORTED) {
        refused.put(listener, "UnsupportedProtocol");
      } else if (!taken.add(listener.port() + "/" + listener.hostname())) {
        refused.put(listener, "HostnameConflict");
      }
    }
  }

  /** Whether what stands at the first origin lets the second one's object attach. */
  boolean admits(Listener.From from, Origin owner, Origin other) {
    return Listener.admits(from, owner.namespace(), other.namespace(), labels);
  }

  boolean isKnown(Origin object) {
    return inputs.gateways.stream().anyMatch(gateway -> gateway.origin().equals(object))
        || inputs.listenerSets.stream().anyMatch(set -> set.origin().equals(object));
  }

  ImmutableMap<ApiGateway, ImmutableList<Listener>> all() {
    return all.entrySet().stream()
        .collect(
            ImmutableMap.toImmutableMap(
                Map.Entry::getKey, entry -> ImmutableList.copyOf(entry.getValue())));
  }

  ImmutableMap<Listener, String> refused() {
    return ImmutableMap.copyOf(refused);
  }

  /** The listeners that can be served, by the object that they are written in. */
  ImmutableSetMultimap<Origin, Listener> byOwner() {
    return ImmutableSetMultimap.copyOf(
        Multimaps.index(
            all.values().stream()
                .flatMap(List::stream)
                .filter(listener -> !refused.containsKey(listener))
                .toList(),
            Listener::owner));
  }
}
