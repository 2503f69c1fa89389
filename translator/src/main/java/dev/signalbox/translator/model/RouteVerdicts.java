package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.Attachments.AtGateway;
import dev.signalbox.translator.model.Attachments.Attached;
import dev.signalbox.translator.model.Attachments.Attachment;
import dev.signalbox.translator.model.Attachments.Rejected;
import dev.signalbox.translator.model.RouteAction.Broken;
import dev.signalbox.translator.model.RouteStatus.Condition;
import dev.signalbox.translator.model.RouteStatus.ParentStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What has become of each route: its status, and the findings that go with it. */
final class RouteVerdicts {
  private static final Condition BROKEN =
      new Condition(
          "Accepted", false, "UnsupportedValue", "no rule can be built, so all answer with 500");

  private final ServiceVerdicts services;
  private final Function<AtGateway, Optional<Origin>> ahead;
  private final BackendVerdicts backends;
  private final RouteFindings findings;
  private final Map<Origin, List<ParentStatus>> statuses = new LinkedHashMap<>();

  /**
   * @param ahead a route that has all listeners in this one's stead
   */
  RouteVerdicts(
      ServiceVerdicts services,
      Function<AtGateway, Optional<Origin>> ahead,
      BackendVerdicts backends,
      RouteFindings findings) {
    this.services = services;
    this.ahead = ahead;
    this.backends = backends;
    this.findings = findings;
  }

  ImmutableMap<Origin, RouteStatus> statuses() {
    return statuses.entrySet().stream()
        .collect(
            ImmutableMap.toImmutableMap(
                Map.Entry::getKey,
                entry -> new RouteStatus(ImmutableList.copyOf(entry.getValue()))));
  }

  void add(Attachment attachment) {
    AttachedRoute route = attachment.route();
    ImmutableList.Builder<Condition> conditions = ImmutableList.builder();
    Condition accepted =
        switch (attachment) {
          case Attached attached -> services.accepted(attached);
          case AtGateway gateway -> accepted(gateway);
          case Rejected rejected -> rejected(rejected);
        };
    conditions.add(accepted.status() && isBroken(route) ? BROKEN : accepted);
    conditions.add(backends.resolvedRefs(attachment));
    partiallyInvalid(route).ifPresent(conditions::add);
    statuses
        .computeIfAbsent(route.origin(), origin -> new ArrayList<>())
        .add(new ParentStatus(attachment.parent(), conditions.build()));
  }

  private Condition accepted(AtGateway at) {
    Optional<Origin> other = ahead.apply(at);
    if (other.isEmpty()) {
      return new Condition("Accepted", true, "Accepted", "");
    }
    String message =
        other.get().objectName() + " has the listener's connections, so the route has no effect";
    findings.add(
        Diagnostic.of(Code.ROUTE_OVERRIDDEN, at.parent().origin(), message, "Remove one of them.")
            .relatedTo(other.get()));
    return new Condition("Accepted", false, "Conflicted", message);
  }

  private Condition rejected(Rejected rejected) {
    findings.report(
        rejected.code(),
        rejected.parent().origin().at(rejected.field()),
        rejected.message(),
        rejected.fix());
    return new Condition("Accepted", false, rejected.reason(), rejected.message());
  }

  private static boolean isBroken(AttachedRoute route) {
    return !route.entries().isEmpty()
        && route.entries().stream().allMatch(entry -> entry.rule().action() instanceof Broken);
  }

  private static Optional<Condition> partiallyInvalid(AttachedRoute route) {
    return !isBroken(route)
            && route.entries().stream().anyMatch(entry -> entry.rule().action() instanceof Broken)
        ? Optional.of(
            new Condition(
                "PartiallyInvalid",
                true,
                "UnsupportedValue",
                "a rule can't be built and answers with 500"))
        : Optional.empty();
  }
}
