package dev.signalbox.controlplane.demo;

import com.google.common.collect.ImmutableMap;
import dev.signalbox.controlplane.demo.HttpService.Handler;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bookinfo's six workloads as servers of this process. All of them call one another through one
 * sidecar, as if they shared a machine.
 */
public final class Bookinfo implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final MeshClient mesh;
  private final Map<String, HttpService> services = new LinkedHashMap<>();

  private Bookinfo(MeshClient mesh) {
    this.mesh = mesh;
  }

  /**
   * Starts all, each at its preferred port, or at a free one when that is taken or not given.
   *
   * @param preferredPorts by workload, such as reviews-v1
   */
  public static Bookinfo start(InetSocketAddress sidecar, Map<String, Integer> preferredPorts)
      throws IOException {
    Bookinfo bookinfo = new Bookinfo(new MeshClient(sidecar));
    try {
      bookinfo.startAll(preferredPorts);
      return bookinfo;
    } catch (IOException e) {
      bookinfo.close();
      throw e;
    }
  }

  /** The port of each workload. */
  public ImmutableMap<String, Integer> ports() {
    ImmutableMap.Builder<String, Integer> ports = ImmutableMap.builder();
    services.forEach((workload, service) -> ports.put(workload, service.port()));
    return ports.buildOrThrow();
  }

  @Override
  public void close() {
    services.values().forEach(HttpService::close);
    mesh.close();
  }

  private void startAll(Map<String, Integer> ports) throws IOException {
    start("productpage", "v1", new ProductPage(new BookClient(mesh)), ports);
    start("details", "v1", Details::handle, ports);
    start("ratings", "v1", Ratings::handle, ports);
    for (Reviews.Version version : Reviews.Version.values()) {
      start("reviews", version.label(), new Reviews(version, mesh), ports);
    }
  }

  private void start(String service, String version, Handler handler, Map<String, Integer> ports)
      throws IOException {
    String workload = service + "-" + version;
    services.put(workload, listen(version, ports.getOrDefault(workload, 0), handler));
  }

  private static HttpService listen(String version, int port, Handler handler) throws IOException {
    try {
      return HttpService.start(version, new InetSocketAddress(LOOPBACK, port), handler);
    } catch (BindException taken) {
      return HttpService.start(version, new InetSocketAddress(LOOPBACK, 0), handler);
    }
  }
}
