package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Multimaps;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.model.AttachedRoute.Parent;
import dev.signalbox.translator.model.RouteAction.Destination;
import dev.signalbox.translator.model.Unresolved.Reason;
import java.util.Optional;

/** Which backends a route may use, and which of them are there. */
final class RouteReferences {
  /** For routes whose parent is none. */
  static final String NO_SERVICE = "";

  private final ImmutableSortedMap<String, Service> services;
  private final AliasIndex aliases;
  private final ImmutableListMultimap<String, ReferenceGrant> grants;

  RouteReferences(
      ImmutableSortedMap<String, Service> services,
      AliasIndex aliases,
      ImmutableList<ReferenceGrant> grants) {
    this.services = services;
    this.aliases = aliases;
    this.grants = Multimaps.index(grants, grant -> grant.origin().namespace());
  }

  /** What is wrong with a backend. */
  record Problem(Unresolved unresolved, Code code, String field, String fix) {
    private Problem until(String then) {
      return new Problem(unresolved, code, field, fix + "; until then the backend's share " + then);
    }
  }

  /** What becomes of a destination: one that mustn't be used leads nowhere. */
  Destination permitted(AttachedRoute route, String parentHost, Destination destination) {
    return isPermitted(route, parentHost, destination)
        ? destination
        : destination.unresolved(notPermitted(destination));
  }

  Optional<Problem> problem(AttachedRoute route, Parent parent, Destination destination) {
    String then =
        route.type() == AttachedRoute.Type.TCP
            ? "of connections is closed."
            : answered(destination);
    return withoutEnd(route, parent, destination).map(problem -> problem.until(then));
  }

  private Optional<Problem> withoutEnd(
      AttachedRoute route, Parent parent, Destination destination) {
    String parentHost = parent.isService() ? parent.host() : NO_SERVICE;
    if (destination.unresolved().isPresent()) {
      return destination.unresolved().map(RouteReferences::unusable);
    }
    if (!isPermitted(route, parentHost, destination)) {
      return Optional.of(
          new Problem(
              notPermitted(destination),
              Code.REFERENCE_NOT_PERMITTED,
              "namespace",
              "Add a ReferenceGrant to that namespace"));
    }
    return unknown(destination);
  }

  private static Problem unusable(Unresolved why) {
    return why.reason() == Reason.INVALID_FILTER_KIND
        ? new Problem(why, Code.UNSUPPORTED_FILTER, "filters", "Remove the filter")
        : new Problem(why, Code.UNSUPPORTED_BACKEND, "", "Refer to a Service");
  }

  Optional<Problem> missing(Destination destination) {
    return unknown(destination).map(problem -> problem.until(answered(destination)));
  }

  private Optional<Problem> unknown(Destination destination) {
    Service service = services.get(meant(destination));
    if (service == null) {
      return Optional.of(
          new Problem(
              new Unresolved(
                  Reason.BACKEND_NOT_FOUND, "there is no Service " + name(destination.host())),
              Code.HOST_NOT_FOUND,
              "name",
              "Correct the name, or define the Service"));
    }
    if (destination.port().isPresent() && service.port(destination.port().getAsInt()).isEmpty()) {
      return Optional.of(
          new Problem(
              new Unresolved(
                  Reason.BACKEND_NOT_FOUND,
                  service.origin().objectName() + " has no port " + destination.port().getAsInt()),
              Code.PORT_NOT_FOUND,
              "port",
              "Use one of its ports"));
    }
    return Optional.empty();
  }

  private static String answered(Destination destination) {
    return "is answered with " + destination.missingStatus() + ".";
  }

  private boolean isPermitted(AttachedRoute route, String parentHost, Destination destination) {
    return !route.needsGrant()
        || destination.unresolved().isPresent()
        || (isPermitted(route, parentHost, destination.host())
            && isPermitted(route, parentHost, grantor(destination)));
  }

  /** A route's own parent is what its clients call anyway. */
  private boolean isPermitted(AttachedRoute route, String parentHost, String host) {
    String namespace = namespace(host);
    return namespace.equals(route.origin().namespace())
        || host.equals(parentHost)
        || grants.get(namespace).stream()
            .anyMatch(grant -> grant.allows(route.origin(), service(host)));
  }

  private Unresolved notPermitted(Destination destination) {
    return new Unresolved(
        Reason.REF_NOT_PERMITTED,
        "no ReferenceGrant in "
            + namespace(grantor(destination))
            + " lets the route refer to "
            + (aliases.find(destination.host()).isPresent()
                ? "what the ExternalName stands for"
                : "it"));
  }

  /** Whose grant it takes: by the name of another Service, nobody gets around that one's. */
  private String grantor(Destination destination) {
    Service service = services.get(meant(destination));
    return service != null && service.shortName().isPresent() ? service.host() : destination.host();
  }

  private String meant(Destination destination) {
    return aliases.target(destination.host()).orElse(destination.host());
  }

  private static String name(String host) {
    return namespace(host) + "/" + service(host);
  }

  private static String service(String host) {
    return host.substring(0, Math.max(0, host.indexOf('.')));
  }

  private static String namespace(String host) {
    int start = host.indexOf('.') + 1;
    int end = host.indexOf('.', start);
    return host.substring(start, end < 0 ? host.length() : end);
  }
}
