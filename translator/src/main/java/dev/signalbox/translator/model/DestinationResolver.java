package dev.signalbox.translator.model;

import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.model.RouteAction.Destination;
import java.util.Optional;
import java.util.OptionalInt;

/** Turns the hosts and subsets that rules name into clusters, as one client sees them. */
public final class DestinationResolver {
  /** No host begins so: a cluster that never exists. */
  private static final String NOWHERE = "unresolved/";

  private final Mesh mesh;
  private final PolicyIndex.Client client;

  public DestinationResolver(Mesh mesh, PolicyIndex.Client client) {
    this.mesh = mesh;
    this.client = client;
  }

  /** What is wrong with a destination. */
  public record Problem(Code code, String field, String message, String fix) {}

  /**
   * The cluster of a destination.
   *
   * @param called the port that the client called, where neither rule nor service tells
   */
  public Backend resolve(Destination destination, OptionalInt called) {
    ClusterKey key = key(destination, called);
    if (destination.unresolved().isPresent()) {
      return new Backend.Invalid(
          new ClusterKey(key.port(), key.subset(), NOWHERE + key.host()),
          destination.unresolved().get().message());
    }
    return problem(destination, called)
        .<Backend>map(problem -> new Backend.Invalid(key, problem.message()))
        .orElseGet(() -> new Backend.ToCluster(key));
  }

  public Optional<Problem> problem(Destination destination, OptionalInt called) {
    Optional<Service> found = mesh.meant(destination.host());
    if (found.isEmpty()) {
      return Optional.of(
          new Problem(
              Code.HOST_NOT_FOUND,
              "host",
              "no Service or ServiceEntry has the host " + destination.host(),
              "Correct the host, or define it."));
    }
    Service service = found.get();
    ClusterKey key = key(destination, called);
    if (key.port() != 0 && service.port(key.port()).isEmpty()) {
      return Optional.of(
          new Problem(
              Code.PORT_NOT_FOUND,
              destination.port().isPresent() ? "port" : "host",
              destination.host() + " has no port " + key.port(),
              "Use one of its ports: " + ports(service) + "."));
    }
    return subsetProblem(destination, service);
  }

  private Optional<Problem> subsetProblem(Destination destination, Service service) {
    if (destination.subset().isEmpty()) {
      return Optional.empty();
    }
    boolean exists =
        mesh.policies()
            .find(client, service)
            .flatMap(policy -> policy.subset(destination.subset()))
            .isPresent();
    return exists
        ? Optional.empty()
        : Optional.of(
            new Problem(
                Code.SUBSET_NOT_FOUND,
                "subset",
                "no DestinationRule defines the subset "
                    + destination.subset()
                    + " of "
                    + destination.host(),
                "Define the subset, or correct its name."));
  }

  private ClusterKey key(Destination destination, OptionalInt called) {
    int port =
        destination
            .port()
            .orElseGet(
                () ->
                    mesh.meant(destination.host())
                        .filter(service -> service.ports().size() == 1)
                        .map(service -> service.ports().get(0).number())
                        .orElse(called.orElse(0)));
    String host = mesh.meant(destination.host()).map(Service::host).orElse(destination.host());
    return new ClusterKey(port, destination.subset(), host);
  }

  private static String ports(Service service) {
    return String.join(
        ", ", service.ports().stream().map(port -> Integer.toString(port.number())).toList());
  }
}
