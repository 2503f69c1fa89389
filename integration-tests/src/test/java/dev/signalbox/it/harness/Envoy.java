package dev.signalbox.it.harness;

import com.google.common.collect.ImmutableSet;
import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import dev.signalbox.controlplane.envoy.Bootstrap;
import dev.signalbox.controlplane.envoy.EnvoyProcess;
import dev.signalbox.controlplane.envoy.ProtoYaml;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A running Envoy whose listeners bind an address of its own. */
public final class Envoy {
  private static final Duration LIVE = Duration.ofSeconds(30);
  private static final String LOCALHOST = "127.0.0.1";

  private final EnvoyProcess process;
  private final String address;

  private Envoy(EnvoyProcess process, String address) {
    this.process = process;
    this.address = address;
  }

  /** The bootstrap of an Envoy that gets everything from a control plane on this machine. */
  public static Bootstrap bootstrap(EnvoyKind kind, Node node, int xdsPort) {
    return new Bootstrap(
        node,
        kind.protocol(),
        HostAndPort.fromParts(LOCALHOST, xdsPort),
        HostAndPort.fromParts(LOCALHOST, 0));
  }

  /** Starts one that lives as long as the workspace, and waits until it serves. */
  public static Envoy start(
      Path binary,
      io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap bootstrap,
      String address,
      Workspace workspace)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(workspace.folder(), "envoy");
    EnvoyProcess process =
        EnvoyProcess.start(binary, ProtoYaml.yaml(bootstrap), folder, "--concurrency", "1");
    workspace.own(process::close);
    return new Envoy(process.awaitLive(LIVE), address);
  }

  public InetSocketAddress listener(int port) {
    return new InetSocketAddress(InetAddresses.forString(address), port);
  }

  public Response call(int port, Request request) throws IOException {
    return call(port, request, Optional.empty());
  }

  /** Calls from another loopback address, as another client. */
  public Response callFrom(String client, int port, Request request) throws IOException {
    return call(port, request, Optional.of(InetAddresses.forString(client)));
  }

  private Response call(int port, Request request, Optional<InetAddress> from) throws IOException {
    try (HttpConnection connection = HttpConnection.open(listener(port), from)) {
      return connection.send(request);
    }
  }

  /** The versions that answer a number of equal requests. */
  public ImmutableSet<String> versions(int port, Request request, int times) throws IOException {
    ImmutableSet.Builder<String> versions = ImmutableSet.builder();
    try (HttpConnection connection = HttpConnection.open(listener(port))) {
      for (int i = 0; i < times; i++) {
        versions.add(connection.send(request).version());
      }
    }
    return versions.build();
  }

  /** What Envoy's own admin interface answers. */
  public String admin(String path) throws IOException, InterruptedException {
    return process.admin(path);
  }

  /** A counter or gauge by the end of its name. */
  public long stat(String name) throws IOException, InterruptedException {
    String line = admin("/stats?filter=" + name.replace(".", "%5C.") + "$").strip();
    return Long.parseUnsignedLong(line.substring(line.lastIndexOf(' ') + 1));
  }
}
