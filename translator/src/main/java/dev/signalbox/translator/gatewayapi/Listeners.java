package dev.signalbox.translator.gatewayapi;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Values;
import dev.signalbox.translator.manifest.ApiGateway;
import dev.signalbox.translator.manifest.ApiGateway.Requirement;
import dev.signalbox.translator.model.AttachedRoute;
import dev.signalbox.translator.model.HostPattern;
import dev.signalbox.translator.model.LabelSelector;
import dev.signalbox.translator.model.LabelSelector.Operator;
import dev.signalbox.translator.model.Listener;
import dev.signalbox.translator.model.Listener.From;
import dev.signalbox.translator.model.Listener.Protocol;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** listeners of Gateways and ListenerSets. */
final class Listeners {
  private static final ImmutableMap<String, AttachedRoute.Type> FOR_REQUESTS =
      ImmutableMap.of("HTTPRoute", AttachedRoute.Type.HTTP, "GRPCRoute", AttachedRoute.Type.GRPC);
  private static final ImmutableMap<String, AttachedRoute.Type> FOR_CONNECTIONS =
      ImmutableMap.of("TCPRoute", AttachedRoute.Type.TCP);
  private static final ImmutableMap<String, Protocol> PROTOCOLS =
      ImmutableMap.of(
          "HTTP", Protocol.HTTP,
          "HTTPS", Protocol.HTTPS,
          "TLS", Protocol.TLS,
          "TCP", Protocol.TCP,
          "UDP", Protocol.UDP);
  private static final ImmutableMap<String, Operator> OPERATORS =
      ImmutableMap.of(
          "In", Operator.IN,
          "NotIn", Operator.NOT_IN,
          "Exists", Operator.EXISTS,
          "DoesNotExist", Operator.DOES_NOT_EXIST);

  /** In place of what isn't clear, so that nobody is let in by it. */
  private static final LabelSelector.Requirement NEVER =
      new LabelSelector.Requirement("", Operator.IN, ImmutableList.of());

  private final Diagnostics diagnostics;

  Listeners(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  ImmutableList<Listener> convert(
      ImmutableList<ApiGateway.Listener> listeners, Origin owner, Origin origin) {
    ImmutableList.Builder<Listener> converted = ImmutableList.builder();
    for (int i = 0; i < listeners.size(); i++) {
      if (Values.isPort(listeners.get(i).port(), origin.at(i).at("port"), diagnostics)) {
        converted.add(listener(listeners.get(i), owner, origin.at(i)));
      }
    }
    return converted.build();
  }

  private Listener listener(ApiGateway.Listener listener, Origin owner, Origin origin) {
    Protocol protocol = PROTOCOLS.getOrDefault(listener.protocol(), Protocol.OTHER);
    if (!protocol.isSupported()) {
      diagnostics.add(
          Code.UNSUPPORTED_LISTENER,
          origin.at("protocol"),
          "listeners of the protocol " + listener.protocol() + " are not supported yet",
          "Use HTTP or TCP.");
    }
    ApiGateway.AllowedRoutes allowed = listener.allowedRoutes();
    ImmutableSet<AttachedRoute.Type> types = types(allowed, protocol);
    boolean unknown =
        protocol.isSupported()
            && allowed != null
            && reportUnknown(allowed.kinds(), protocol, origin.at("allowedRoutes").at("kinds"));
    return new Listener(
        origin,
        owner,
        listener.name(),
        listener.port(),
        protocol,
        Objects.requireNonNullElse(listener.hostname(), HostPattern.ALL),
        types,
        unknown,
        from(
            allowed == null ? null : allowed.namespaces(),
            new From.OwnNamespace(),
            origin.at("allowedRoutes").at("namespaces")));
  }

  private static ImmutableSet<AttachedRoute.Type> types(
      ApiGateway.@Nullable AllowedRoutes allowed, Protocol protocol) {
    if (!protocol.isSupported()) {
      return ImmutableSet.of();
    }
    if (allowed == null || allowed.kinds().isEmpty()) {
      return ImmutableSet.copyOf(typesFor(protocol).values());
    }
    return allowed.kinds().stream()
        .filter(kind -> isKnown(kind, protocol))
        .map(kind -> Objects.requireNonNull(typesFor(protocol).get(kind.kind())))
        .collect(ImmutableSet.toImmutableSet());
  }

  private static ImmutableMap<String, AttachedRoute.Type> typesFor(Protocol protocol) {
    return protocol == Protocol.TCP ? FOR_CONNECTIONS : FOR_REQUESTS;
  }

  private boolean reportUnknown(
      ImmutableList<ApiGateway.RouteKind> kinds, Protocol protocol, Origin origin) {
    boolean unknown = false;
    for (int i = 0; i < kinds.size(); i++) {
      if (!isKnown(kinds.get(i), protocol)) {
        unknown = true;
        diagnostics.add(
            Code.UNSUPPORTED_ROUTE_KIND,
            origin.at(i).at("kind"),
            "a listener for %s can't have routes of the kind %s (%s)"
                .formatted(protocol, kinds.get(i).kind(), group(kinds.get(i))),
            "Use %s (%s)."
                .formatted(
                    String.join(" or ", typesFor(protocol).keySet()), Flavour.GATEWAY_API.group()));
      }
    }
    return unknown;
  }

  private static boolean isKnown(ApiGateway.RouteKind kind, Protocol protocol) {
    return group(kind).equals(Flavour.GATEWAY_API.group())
        && typesFor(protocol).containsKey(kind.kind());
  }

  private static String group(ApiGateway.RouteKind kind) {
    return Objects.requireNonNullElse(kind.group(), Flavour.GATEWAY_API.group());
  }

  From from(ApiGateway.@Nullable Namespaces namespaces, From absent, Origin origin) {
    if (namespaces == null || namespaces.from() == null) {
      return absent;
    }
    return switch (namespaces.from()) {
      case "All" -> new From.Everybody();
      case "Same" -> new From.OwnNamespace();
      case "None" -> new From.Nobody();
      case "Selector" -> new From.Selected(selector(namespaces.selector(), origin.at("selector")));
      default -> {
        diagnostics.add(
            Code.INVALID_VALUE,
            origin.at("from"),
            namespaces.from() + " is not known",
            "Use All, Same or Selector.");
        yield new From.Nobody();
      }
    };
  }

  private LabelSelector selector(ApiGateway.@Nullable Selector selector, Origin origin) {
    if (selector == null) {
      diagnostics.add(
          Code.MISSING_FIELD,
          origin,
          "there is no selector, so no namespace is allowed",
          "Add selector, or say from: All.");
      return new LabelSelector(ImmutableMap.of(), ImmutableList.of(NEVER));
    }
    ImmutableList.Builder<LabelSelector.Requirement> requirements = ImmutableList.builder();
    for (int i = 0; i < selector.matchExpressions().size(); i++) {
      Requirement requirement = selector.matchExpressions().get(i);
      Operator operator = OPERATORS.get(requirement.operator());
      if (operator == null) {
        diagnostics.add(
            Code.INVALID_VALUE,
            origin.at("matchExpressions").at(i).at("operator"),
            requirement.operator() + " is not an operator",
            "Use In, NotIn, Exists or DoesNotExist.");
      }
      requirements.add(
          operator == null
              ? NEVER
              : new LabelSelector.Requirement(requirement.key(), operator, requirement.values()));
    }
    return new LabelSelector(selector.matchLabels(), requirements.build());
  }
}
