package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.RouteStatus.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which Gateways are ours, and which of those can't be served at all. */
final class GatewayClasses {
  private static final Condition SUPPORTED_VERSION =
      new Condition("SupportedVersion", true, "SupportedVersion", "");
  private static final Origin BUILT_IN =
      new Origin("gateway.networking.k8s.io", "GatewayClass", "default", ApiGateway.CLASS, "");

  private final ImmutableMap<String, GatewayClass> classes;

  GatewayClasses(ImmutableList<GatewayClass> classes) {
    this.classes =
        classes.stream()
            .collect(
                ImmutableMap.toImmutableMap(
                    one -> one.origin().name(), one -> one, (first, second) -> first));
  }

  /** Why nothing of a Gateway is served: a reason of the condition Accepted. */
  record Refusal(String reason, Code code, Origin origin, String message, String fix) {
    Diagnostic finding() {
      return Diagnostic.of(code, origin, message, fix);
    }
  }

  boolean isOurs(ApiGateway gateway) {
    GatewayClass named = classes.get(gateway.className());
    return named == null ? gateway.className().equals(ApiGateway.CLASS) : named.isOurs();
  }

  Optional<Refusal> refusal(ApiGateway gateway) {
    return gateway
        .parameters()
        .map(GatewayClasses::withParameters)
        .or(() -> ofClass(gateway))
        .or(() -> address(gateway));
  }

  private static Refusal withParameters(Origin origin) {
    return new Refusal(
        "InvalidParameters",
        Code.UNSUPPORTED_PARAMETERS,
        origin,
        "no kind of parameters is known, so nothing of it is served",
        "Remove the reference; the proxy itself is configured by its bootstrap.");
  }

  private Optional<Refusal> ofClass(ApiGateway gateway) {
    return Optional.ofNullable(classes.get(gateway.className()))
        .flatMap(GatewayClass::parameters)
        .map(
            origin ->
                new Refusal(
                    "InvalidParameters",
                    Code.UNSUPPORTED_PARAMETERS,
                    gateway.origin().at("spec").at("gatewayClassName"),
                    origin.objectName() + " is not accepted, so nothing of the Gateway is served",
                    "Use another class, or remove that one's parametersRef."));
  }

  private static Optional<Refusal> address(ApiGateway gateway) {
    return gateway.addresses().stream()
        .filter(address -> !address.isSupported())
        .findFirst()
        .map(
            address ->
                new Refusal(
                    "UnsupportedAddress",
                    Code.UNSUPPORTED_ADDRESS,
                    address.origin().at("type"),
                    "addresses of the type "
                        + address.type()
                        + " are not supported, so nothing of the Gateway is served",
                    "Use IPAddress or Hostname, or remove the address."));
  }

  /** The conditions of those that are ours, the one without an object included. */
  ImmutableMap<Origin, ImmutableList<Condition>> statuses() {
    ImmutableMap.Builder<Origin, ImmutableList<Condition>> statuses = ImmutableMap.builder();
    for (GatewayClass one : classes.values()) {
      if (one.isOurs()) {
        statuses.put(one.origin(), conditions(one.parameters()));
      }
    }
    if (!classes.containsKey(ApiGateway.CLASS)) {
      statuses.put(BUILT_IN, conditions(Optional.empty()));
    }
    return statuses.buildOrThrow();
  }

  private static ImmutableList<Condition> conditions(Optional<Origin> parameters) {
    Condition accepted =
        parameters
            .map(GatewayClasses::withParameters)
            .map(why -> new Condition("Accepted", false, why.reason(), why.message()))
            .orElseGet(() -> new Condition("Accepted", true, "Accepted", ""));
    return ImmutableList.of(accepted, SUPPORTED_VERSION);
  }

  ImmutableList<Diagnostic> check(ImmutableList<ApiGateway> gateways) {
    List<Diagnostic> found = new ArrayList<>();
    classes.values().stream()
        .filter(GatewayClass::isOurs)
        .flatMap(one -> one.parameters().stream())
        .forEach(origin -> found.add(withParameters(origin).finding()));
    for (ApiGateway gateway : gateways) {
      if (isOurs(gateway)) {
        refusal(gateway).map(Refusal::finding).ifPresent(found::add);
      } else if (!classes.containsKey(gateway.className())) {
        found.add(unknownClass(gateway));
      }
    }
    return ImmutableList.copyOf(found);
  }

  private static Diagnostic unknownClass(ApiGateway gateway) {
    return Diagnostic.of(
        Code.UNKNOWN_GATEWAY_CLASS,
        gateway.origin().at("spec").at("gatewayClassName"),
        "there is no GatewayClass " + gateway.className() + ", so the Gateway is left to others",
        "Nothing to do if another controller has it; else use the class "
            + ApiGateway.CLASS
            + ", or define the class.");
  }
}
