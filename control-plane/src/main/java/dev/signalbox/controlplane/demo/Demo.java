package dev.signalbox.controlplane.demo;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.net.HostAndPort;
import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.ControlPlaneOptions;
import dev.signalbox.controlplane.envoy.EnvoyProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** An application, a control plane and its Envoys, all on this machine's loopback addresses. */
final class Demo implements AutoCloseable {
  private static final int BOOKINFO_PORT = 9080;
  private static final int XDS_PORT = 18000;
  private static final int ADMIN_PORT = 18080;
  private static final Duration ENVOY_START = Duration.ofMinutes(2);

  private final DemoFolder folder;
  private final Path binary;
  private final Deque<Runnable> stops = new ArrayDeque<>();

  private Demo(DemoFolder folder, Path binary) {
    this.folder = folder;
    this.binary = binary;
  }

  /**
   * What runs where.
   *
   * @param url where users find the application
   * @param envoys by what they are
   */
  record Running(
      String url, int xdsPort, int adminPort, ImmutableMap<String, EnvoyProcess> envoys) {

    /** Completes when one of the Envoys ends. */
    CompletableFuture<Object> envoyExit() {
      return CompletableFuture.anyOf(
          envoys.values().stream().map(EnvoyProcess::onExit).toArray(CompletableFuture[]::new));
    }
  }

  static Demo in(DemoFolder folder, Path envoyBinary) {
    return new Demo(folder, envoyBinary);
  }

  /** Returns when requests are served; close it in any case. */
  Running start(int port) throws IOException, InterruptedException {
    return switch (folder.application()) {
      case BOOKINFO -> bookinfo(port);
      case PODINFO -> podinfo(port);
    };
  }

  private Running bookinfo(int gatewayPort) throws IOException, InterruptedException {
    InetSocketAddress sidecar = DemoProxies.freeSidecarAddress(BOOKINFO_PORT, 1);
    folder.setGatewayPort(gatewayPort);
    Bookinfo bookinfo = Bookinfo.start(sidecar, folder.workloadPorts());
    onClose(bookinfo::close);
    folder.setWorkloadPorts(bookinfo.ports());
    ControlPlane controlPlane = controlPlane();
    DemoProxies proxies = new DemoProxies(controlPlane.xdsPort());
    return running(
        "http://" + DemoProxies.LOOPBACK + ":" + gatewayPort,
        controlPlane,
        ImmutableMap.of(
            "sidecar", proxies.sidecar(sidecar.getAddress().getHostAddress()),
            "gateway", proxies.gateway()));
  }

  /** The frontend has 127.0.0.1, so that its sidecar can have the same port on another address. */
  private Running podinfo(int frontendPort) throws IOException, InterruptedException {
    InetSocketAddress sidecar = DemoProxies.freeSidecarAddress(Podinfo.SERVICE_PORT, 2);
    ImmutableMap<String, Podinfo> instances =
        ImmutableMap.of(
            "frontend-podinfo", own(Podinfo.frontend(sidecar, frontendPort)),
            "backend-a-podinfo", own(Podinfo.backend("A backend")),
            "backend-b-podinfo", own(Podinfo.backend("B backend")));
    folder.setWorkloadPorts(Maps.transformValues(instances, Podinfo::port));
    ControlPlane controlPlane = controlPlane();
    DemoProxies proxies = new DemoProxies(controlPlane.xdsPort());
    return running(
        "localhost:" + frontendPort,
        controlPlane,
        ImmutableMap.of("sidecar", proxies.frontend(sidecar.getAddress().getHostAddress())));
  }

  private Podinfo own(Podinfo instance) {
    onClose(instance::close);
    return instance;
  }

  private ControlPlane controlPlane() throws IOException {
    ControlPlane controlPlane = ControlPlane.start(options());
    onClose(controlPlane::close);
    return controlPlane;
  }

  /**
   * Starts the Envoys and waits until they serve.
   *
   * @param bootstraps by what they are
   */
  private Running running(
      String url, ControlPlane controlPlane, ImmutableMap<String, String> bootstraps)
      throws IOException, InterruptedException {
    ImmutableMap.Builder<String, EnvoyProcess> started = ImmutableMap.builder();
    for (Map.Entry<String, String> bootstrap : bootstraps.entrySet()) {
      started.put(bootstrap.getKey(), envoy(bootstrap.getKey(), bootstrap.getValue()));
    }
    ImmutableMap<String, EnvoyProcess> envoys = started.buildOrThrow();
    for (EnvoyProcess envoy : envoys.values()) {
      envoy.awaitLive(ENVOY_START);
    }
    return new Running(url, controlPlane.xdsPort(), controlPlane.adminPort(), envoys);
  }

  /** Stops the last started first. */
  @Override
  public void close() {
    for (Runnable stop : takeStops()) {
      stop.run();
    }
  }

  private synchronized void onClose(Runnable stop) {
    stops.push(stop);
  }

  private synchronized List<Runnable> takeStops() {
    List<Runnable> taken = List.copyOf(stops);
    stops.clear();
    return taken;
  }

  private ControlPlaneOptions options() throws IOException {
    return ControlPlaneOptions.onLoopback(folder.manifests())
        .withXdsAddress(near(XDS_PORT))
        .withAdminAddress(near(ADMIN_PORT));
  }

  private static HostAndPort near(int port) throws IOException {
    return HostAndPort.fromParts(DemoProxies.LOOPBACK, FreePorts.near(DemoProxies.LOOPBACK, port));
  }

  private EnvoyProcess envoy(String name, String bootstrap) throws IOException {
    EnvoyProcess envoy =
        EnvoyProcess.start(binary, bootstrap, folder.envoy(name), "--concurrency", "1");
    onClose(envoy::close);
    return envoy;
  }
}
