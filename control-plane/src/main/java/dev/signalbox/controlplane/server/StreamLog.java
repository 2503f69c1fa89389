package dev.signalbox.controlplane.server;

import dev.signalbox.controlplane.ads.Effect;
import dev.signalbox.controlplane.ads.Refusal;
import dev.signalbox.controlplane.ads.Response;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.diagnostics.Origin;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What streams say in the log. */
final class StreamLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.signalbox.controlplane.xds");

  private StreamLog() {}

  static void connected(ConnectedProxy proxy) {
    LOG.info(
        "{} connected ({}, {})",
        name(proxy),
        proxy.delta() ? "delta" : "state of the world",
        Printable.of(proxy.node().userAgent()));
  }

  static void disconnected(ConnectedProxy proxy) {
    LOG.info("{} disconnected", name(proxy));
  }

  static void unknownType(ConnectedProxy proxy, String typeUrl) {
    LOG.debug("{} asked for {}, which is not served", name(proxy), Printable.of(typeUrl));
  }

  static void effect(ConnectedProxy proxy, Effect effect) {
    switch (effect) {
      case Effect.Send send -> sent(proxy, send.response());
      case Effect.Acknowledged acknowledged -> {}
      case Effect.Rejected rejected ->
          LOG.info(
              "{} refused {}: {}",
              name(proxy),
              rejected.type().shortName(),
              Printable.of(rejected.message().strip()));
      case Effect.Withheld withheld -> withheld(proxy, withheld.refusal());
      case Effect.Overdue overdue ->
          LOG.warn(
              "{} has not acknowledged {} in time; taken back: {}",
              name(proxy),
              overdue.type().shortName(),
              overdue.suspects());
    }
  }

  private static void sent(ConnectedProxy proxy, Response response) {
    LOG.debug(
        "{} is sent {} {}: {} resources, {} removed",
        name(proxy),
        response.type().shortName(),
        response.version(),
        response.resources().size(),
        response.removed().size());
  }

  private static void withheld(ConnectedProxy proxy, Refusal refusal) {
    Resource resource = refusal.resource();
    LOG.warn(
        "{}: {} {}{} is held back: {}{}",
        name(proxy),
        resource.type().shortName(),
        Printable.of(resource.name()),
        origins(resource),
        Printable.of(refusal.message()),
        refusal.retryAt().map(at -> "; next try at " + at).orElse(""));
  }

  private static String origins(Resource resource) {
    return resource.origins().isEmpty()
        ? ""
        : resource.origins().stream()
            .map(Origin::objectName)
            .collect(Collectors.joining(", ", " (from ", ")"));
  }

  private static String name(ConnectedProxy proxy) {
    return Printable.of(proxy.node().qualifiedName());
  }
}
