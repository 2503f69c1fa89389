package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.model.AttachedRoute.Parent;
import dev.signalbox.translator.model.ServiceRoutes.Slot;
import java.util.Optional;

/** Finds the Services' ports that a route's parents name. */
final class Attachments {
  private final ImmutableSortedMap<String, Service> services;
  private final AliasIndex aliases;

  Attachments(ImmutableSortedMap<String, Service> services, AliasIndex aliases) {
    this.services = services;
    this.aliases = aliases;
  }

  /** A route at one of its parents. */
  sealed interface Attachment {
    AttachedRoute route();

    Parent parent();
  }

  /** At some of a Service's ports. */
  record Attached(AttachedRoute route, Parent parent, Service service, ImmutableList<Slot> slots)
      implements Attachment {}

  /** At listeners of a Gateway. */
  record AtGateway(AttachedRoute route, Parent parent) implements Attachment {}

  /**
   * At something that can't take it.
   *
   * @param reason of the condition Accepted
   */
  record Rejected(
      AttachedRoute route,
      Parent parent,
      String reason,
      Code code,
      String field,
      String message,
      String fix)
      implements Attachment {
    static final String NO_MATCHING_PARENT = "NoMatchingParent";
  }

  /** Empty where the parent is no Service. */
  Optional<Attachment> of(AttachedRoute route, Parent parent) {
    if (!parent.isService()) {
      return Optional.empty();
    }
    Service service = services.get(parent.host());
    if (aliases.find(parent.host()).isPresent()) {
      return Optional.of(unusable(route, parent, "of the type ExternalName"));
    }
    if (service == null || service.shortName().isEmpty()) {
      return Optional.of(
          new Rejected(
              route,
              parent,
              Rejected.NO_MATCHING_PARENT,
              Code.PARENT_NOT_FOUND,
              "name",
              "there is no Service " + parent.namespace() + "/" + parent.name(),
              "Correct the name or namespace, or define the Service."));
    }
    return Optional.of(
        service.resolution() == Resolution.HEADLESS
            ? unusable(route, parent, "headless")
            : at(route, parent, service));
  }

  private static Attachment at(AttachedRoute route, Parent parent, Service service) {
    ImmutableList<ServicePort> named =
        service.ports().stream()
            .filter(port -> isNamed(parent, port))
            .collect(ImmutableList.toImmutableList());
    ImmutableList<Slot> slots =
        named.stream()
            .filter(port -> route.type().takes(port.protocol()))
            .map(port -> new Slot(service.host(), port.number(), audience(route, parent)))
            .distinct()
            .collect(ImmutableList.toImmutableList());
    if (!slots.isEmpty()) {
      return new Attached(route, parent, service, slots);
    }
    return named.isEmpty() ? portMissing(route, parent, service) : otherProtocol(route, parent);
  }

  private static boolean isNamed(Parent parent, ServicePort port) {
    return (parent.port().isEmpty() || parent.port().getAsInt() == port.number())
        && parent.section().filter(section -> !section.equals(port.name())).isEmpty();
  }

  /** A route of another namespace concerns its own namespace's clients. */
  private static String audience(AttachedRoute route, Parent parent) {
    String own = route.origin().namespace();
    return own.equals(parent.namespace()) ? Slot.ALL : own;
  }

  private static Rejected portMissing(AttachedRoute route, Parent parent, Service service) {
    String what =
        parent.port().isPresent()
            ? "port " + parent.port().getAsInt()
            : "port named " + parent.section().orElse("");

    return new Rejected(
        route,
        parent,
        Rejected.NO_MATCHING_PARENT,
        Code.PORT_NOT_FOUND,
        parent.port().isPresent() ? "port" : "sectionName",
        service.origin().objectName() + " has no " + what + ", so the route has no effect there",
        "Use one of the Service's own ports, not a targetPort: "
            + String.join(
                ", ",
                service.ports().stream().map(port -> Integer.toString(port.number())).toList())
            + ".");
  }

  private static Rejected unusable(AttachedRoute route, Parent parent, String what) {
    return new Rejected(
        route,
        parent,
        Rejected.NO_MATCHING_PARENT,
        Code.PARENT_UNUSABLE,
        "name",
        "the parent Service is " + what + ", so the route has no effect there",
        "Give the Service a ClusterIP, or name another one.");
  }

  private static Rejected otherProtocol(AttachedRoute route, Parent parent) {
    String protocol =
        switch (route.type()) {
          case GRPC -> "gRPC";
          case HTTP -> "HTTP";
          case TCP -> "TCP";
        };
    return new Rejected(
        route,
        parent,
        Rejected.NO_MATCHING_PARENT,
        Code.PARENT_UNUSABLE,
        parent.port().isPresent() ? "port" : "name",
        "none of the Service's ports that it names is for "
            + protocol
            + ", so the route has no effect there",
        "Name another port, or set the port's appProtocol"
            + (route.type() == AttachedRoute.Type.GRPC ? " to grpc." : "."));
  }
}
