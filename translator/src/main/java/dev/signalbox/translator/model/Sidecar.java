package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Origin;
import java.util.Optional;

/**
 * What proxies of a namespace see of the mesh, and how they listen.
 *
 * @param selector labels of the workloads that it is for; all of the namespace if there is none
 * @param egress listeners for calls to services; all services if there is none
 * @param ingress listeners for calls to the workload; what its services say if there is none
 * @param outbound what becomes of calls to unknown hosts; the mesh's if it isn't said
 */
public record Sidecar(
    Origin origin,
    Precedence precedence,
    Optional<ImmutableMap<String, String>> selector,
    ImmutableList<Egress> egress,
    ImmutableList<Ingress> ingress,
    Optional<OutboundTrafficPolicy> outbound)
    implements Element {

  /** Whether a listener binds, or gets its connections by interception. */
  public enum CaptureMode {
    DEFAULT,
    IPTABLES,
    NONE
  }

  /**
   * A listener for calls to services.
   *
   * @param port none for all ports that no other listener has
   * @param bind an IP address, unix:// with a path, or empty
   */
  public record Egress(
      Origin origin,
      Optional<ListenPort> port,
      String bind,
      CaptureMode capture,
      ImmutableList<Import> hosts) {

    /** Whether it serves one port of services, and not all under one address. */
    public boolean isOfOnePort() {
      return port.isPresent() && port.get().number() != 0 && !port.get().proxy();
    }
  }

  /**
   * The port of an egress listener.
   *
   * @param number 0 for a path
   * @param proxy whether clients use it as an HTTP proxy
   */
  public record ListenPort(int number, Protocol protocol, boolean proxy) {}

  /**
   * Hosts that are seen.
   *
   * @param namespace a name, * for all, . for the client's or ~ for none
   * @param host a name or a pattern
   */
  public record Import(String namespace, String host) {}

  /** A listener for calls to the workload. */
  public record Ingress(
      Origin origin,
      int port,
      Protocol protocol,
      String bind,
      CaptureMode capture,
      LocalEndpoint endpoint) {}

  /** Where the application listens. */
  public sealed interface LocalEndpoint {
    /** Where the connection was going. */
    record Original() implements LocalEndpoint {}

    record Loopback(String address, int port) implements LocalEndpoint {}

    /** The workload's own address. */
    record Instance(int port) implements LocalEndpoint {}

    record Socket(String path) implements LocalEndpoint {}
  }

  /** Whether it is for a workload with these labels. */
  public boolean selects(ImmutableMap<String, String> labels) {
    return selector.isEmpty() || Labels.contains(labels, selector.get());
  }
}
