package dev.signalbox.translator.envoy;

import dev.signalbox.translator.ProxyView;
import dev.signalbox.translator.ProxyView.Role;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.Mesh;
import dev.signalbox.translator.model.Resolution;
import dev.signalbox.translator.model.Service;
import dev.signalbox.translator.model.ServicePort;
import java.util.Optional;
import java.util.function.Consumer;

/** Services that a kind of client can't reach, for the way in which they are found. */
final class ClientLimits {
  private ClientLimits() {}

  static void report(Mesh mesh, ProxyView view, Consumer<Diagnostic> findings) {
    Discovery.Client client = Discovery.Client.of(view);
    for (Service service : mesh.services().values()) {
      of(mesh, service, client).ifPresent(findings);
    }
  }

  private static Optional<Diagnostic> of(Mesh mesh, Service service, Discovery.Client client) {
    Origin origin = service.origin().at("spec").at("resolution");
    if (service.resolution() == Resolution.ORIGINAL_DESTINATION && !client.intercepts()) {
      return Optional.of(
          Diagnostic.of(
              Code.NEEDS_INTERCEPTION,
              origin,
              service.host()
                  + " is answered with 503 where connections aren't intercepted: its resolution is"
                  + " NONE, and they have no destination of their own",
              "Use another resolution, or intercept traffic (INTERCEPTION_MODE)."));
    }
    boolean unknown =
        client.role() == Role.GRPC
            && service.ports().stream().anyMatch(port -> hasNoWay(mesh, service, port, client));
    return unknown
        ? Optional.of(
            Diagnostic.of(
                Code.NOT_FOR_CLIENT,
                origin,
                "gRPC clients without a proxy don't get "
                    + service.host()
                    + ": they ask DNS for one name only",
                "Use STATIC, or DNS with one endpoint."))
        : Optional.empty();
  }

  private static boolean hasNoWay(
      Mesh mesh, Service service, ServicePort port, Discovery.Client client) {
    return port.protocol().mayBeHttp()
        && Discovery.of(service, port, mesh.endpoints(service.host(), port.number()), client)
            .isEmpty();
  }
}
