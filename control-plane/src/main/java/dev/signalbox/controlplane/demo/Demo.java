package dev.signalbox.controlplane.demo;

import com.google.common.net.HostAndPort;
import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.ControlPlaneOptions;
import dev.signalbox.controlplane.envoy.EnvoyProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Bookinfo, a control plane and two Envoys, all on this machine's loopback addresses. */
final class Demo implements AutoCloseable {
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
   * @param gatewayUrl where the product page is
   */
  record Running(
      String gatewayUrl, int xdsPort, int adminPort, EnvoyProcess sidecar, EnvoyProcess gateway) {

    /** Completes when one of the Envoys ends. */
    CompletableFuture<Object> envoyExit() {
      return CompletableFuture.anyOf(sidecar.onExit(), gateway.onExit());
    }
  }

  static Demo in(DemoFolder folder, Path envoyBinary) {
    return new Demo(folder, envoyBinary);
  }

  /** Returns when requests are served; close it in any case. */
  Running start(int gatewayPort) throws IOException, InterruptedException {
    InetSocketAddress sidecarAddress = DemoProxies.freeSidecarAddress();
    folder.setGatewayPort(gatewayPort);
    Bookinfo bookinfo = Bookinfo.start(sidecarAddress, folder.workloadPorts());
    onClose(bookinfo::close);
    folder.setWorkloadPorts(bookinfo.ports());
    ControlPlane controlPlane = ControlPlane.start(options());
    onClose(controlPlane::close);

    DemoProxies proxies = new DemoProxies(controlPlane.xdsPort());
    InetAddress sidecarHost = sidecarAddress.getAddress();
    EnvoyProcess sidecar = envoy("sidecar", proxies.sidecar(sidecarHost.getHostAddress()));
    EnvoyProcess gateway = envoy("gateway", proxies.gateway());
    sidecar.awaitLive(ENVOY_START);
    gateway.awaitLive(ENVOY_START);
    String url = "http://" + DemoProxies.LOOPBACK + ":" + gatewayPort;
    return new Running(url, controlPlane.xdsPort(), controlPlane.adminPort(), sidecar, gateway);
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
