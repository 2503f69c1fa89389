package dev.signalbox.translator.gatewayapi;

import com.google.common.collect.ImmutableList;
import com.google.common.net.InetAddresses;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.ParentReference;
import dev.signalbox.translator.model.ApiGateway;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.GatewayClass;
import dev.signalbox.translator.model.Listener;
import dev.signalbox.translator.model.ListenerSet;
import dev.signalbox.translator.model.Precedence;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gateways, ListenerSets and GatewayClasses. */
public final class Gateways {
  private Gateways() {}

  public static ImmutableList<Element> convert(
      dev.signalbox.translator.manifest.ApiGateway manifest, Origin id, Diagnostics diagnostics) {
    dev.signalbox.translator.manifest.ApiGateway.Spec spec = manifest.spec();
    if (spec == null) {
      return ImmutableList.of();
    }
    Listeners listeners = new Listeners(diagnostics);
    Origin origin = id.at("spec");
    var allowed = spec.allowedListeners();
    return ImmutableList.of(
        new ApiGateway(
            id,
            new Precedence(manifest.metadata().creationTimestamp(), id.namespace(), id.name()),
            spec.gatewayClassName(),
            listeners.convert(spec.listeners(), id, origin.at("listeners")),
            listeners.from(
                allowed == null ? null : allowed.namespaces(),
                new Listener.From.Nobody(),
                origin.at("allowedListeners").at("namespaces")),
            addresses(spec.addresses(), origin.at("addresses"), diagnostics),
            Optional.ofNullable(spec.infrastructure())
                .filter(infrastructure -> infrastructure.parametersRef() != null)
                .map(infrastructure -> origin.at("infrastructure").at("parametersRef"))));
  }

  private static ImmutableList<ApiGateway.Address> addresses(
      ImmutableList<dev.signalbox.translator.manifest.ApiGateway.Address> addresses,
      Origin origin,
      Diagnostics diagnostics) {
    ImmutableList.Builder<ApiGateway.Address> converted = ImmutableList.builder();
    for (int i = 0; i < addresses.size(); i++) {
      ApiGateway.Address address =
          new ApiGateway.Address(
              origin.at(i),
              Objects.requireNonNullElse(addresses.get(i).type(), ApiGateway.Address.IP),
              Objects.requireNonNullElse(addresses.get(i).value(), ""));
      converted.add(address);
      if (address.isIp() && !InetAddresses.isInetAddress(address.value())) {
        diagnostics.add(
            Code.INVALID_VALUE,
            origin.at(i).at("value"),
            address.value() + " is not an IP address",
            "Correct it, or use the type Hostname.");
      }
    }
    return converted.build();
  }

  public static ImmutableList<Element> convert(
      dev.signalbox.translator.manifest.ListenerSet manifest, Origin id, Diagnostics diagnostics) {
    dev.signalbox.translator.manifest.ListenerSet.Spec spec = manifest.spec();
    ParentReference parent = spec == null ? null : spec.parentRef();
    if (spec == null || parent == null) {
      return ImmutableList.of();
    }
    Origin origin = id.at("spec");
    if (!isGateway(parent)) {
      diagnostics.add(
          Code.UNSUPPORTED_PARENT,
          origin.at("parentRef").at("kind"),
          "the parent " + parent.kind() + " has no listeners",
          "Name a Gateway.");
      return ImmutableList.of();
    }
    return ImmutableList.of(
        new ListenerSet(
            id,
            new Precedence(manifest.metadata().creationTimestamp(), id.namespace(), id.name()),
            Objects.requireNonNullElse(parent.namespace(), id.namespace()),
            parent.name(),
            new Listeners(diagnostics).convert(spec.listeners(), id, origin.at("listeners"))));
  }

  private static boolean isGateway(ParentReference parent) {
    return isOr(parent.kind(), "Gateway") && isOr(parent.group(), Flavour.GATEWAY_API.group());
  }

  private static boolean isOr(@Nullable String text, String expected) {
    return Optional.ofNullable(text).orElse(expected).equals(expected);
  }

  public static ImmutableList<Element> convert(
      dev.signalbox.translator.manifest.GatewayClass manifest, Origin id) {
    return Optional.ofNullable(manifest.spec())
        .map(
            spec ->
                ImmutableList.<Element>of(
                    new GatewayClass(
                        id,
                        new Precedence(
                            manifest.metadata().creationTimestamp(), id.namespace(), id.name()),
                        spec.controllerName(),
                        Optional.ofNullable(spec.parametersRef())
                            .map(reference -> id.at("spec").at("parametersRef")))))
        .orElse(ImmutableList.of());
  }
}
