package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Values;
import dev.signalbox.translator.manifest.VirtualService.HttpMatchRequest;
import dev.signalbox.translator.model.RequestMatch.ClientCondition;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What a match says of the client: port, sourceLabels, sourceNamespace, gateways. */
final class ClientConditions {
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private ClientConditions() {}

  static ClientCondition convert(HttpMatchRequest match, Origin origin, Diagnostics diagnostics) {
    OptionalInt port =
        match.port() == null || match.port() == 0
            ? OptionalInt.empty()
            : OptionalInt.of(match.port());
    port.ifPresent(number -> Values.isPort(number, origin.at("port"), diagnostics));
    String namespace = match.sourceNamespace();
    if (!namespace.isEmpty() && !NAMESPACE.matcher(namespace).matches()) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at("sourceNamespace"),
          "\"" + namespace + "\" is not a namespace",
          "Use lower-case letters, digits and dashes.");
    }
    return new ClientCondition(
        port,
        match.sourceLabels(),
        Optional.of(namespace).filter(name -> !name.isEmpty()),
        gateways(match, origin, diagnostics));
  }

  private static ImmutableList<String> gateways(
      HttpMatchRequest match, Origin origin, Diagnostics diagnostics) {
    boolean ignored = !match.sourceLabels().isEmpty() || !match.sourceNamespace().isEmpty();
    if (!match.gateways().isEmpty() && ignored) {
      diagnostics.add(
          Code.WITHOUT_EFFECT,
          origin,
          "beside gateways, sourceLabels and sourceNamespace don't count",
          "Remove them, or the gateways.");
    }
    GatewayNames.check(match.gateways(), origin.at("gateways"), diagnostics);
    return GatewayNames.resolve(match.gateways(), origin.namespace());
  }
}
