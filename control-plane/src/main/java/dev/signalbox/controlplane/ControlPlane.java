package dev.signalbox.controlplane;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.common.net.HostAndPort;
import dev.signalbox.controlplane.admin.AdminServer;
import dev.signalbox.controlplane.admin.AdminSources;
import dev.signalbox.controlplane.manifests.ManifestService;
import dev.signalbox.controlplane.manifests.ManifestStore;
import dev.signalbox.controlplane.manifests.Manifests;
import dev.signalbox.controlplane.server.ClientConfigs;
import dev.signalbox.controlplane.server.ProxyStatuses;
import dev.signalbox.controlplane.server.StreamRegistry;
import dev.signalbox.controlplane.server.XdsServer;
import dev.signalbox.controlplane.server.XdsServerOptions;
import dev.signalbox.controlplane.source.ConfigSource;
import dev.signalbox.controlplane.source.FolderSource;
import dev.signalbox.controlplane.source.MeshFileSource;
import dev.signalbox.controlplane.state.LastGoodState;
import dev.signalbox.controlplane.status.StatusBoard;
import dev.signalbox.translator.ManifestSet;
import dev.signalbox.translator.diagnostics.Finding;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** A running control plane: the folders' manifests, served to proxies until closed. */
public final class ControlPlane implements AutoCloseable {
  private final Loop loop;
  private final ConfigSource source;
  private final XdsServer xds;
  private final AdminServer admin;

  private ControlPlane(Loop loop, ConfigSource source, XdsServer xds, AdminServer admin) {
    this.loop = loop;
    this.source = source;
    this.xds = xds;
    this.admin = admin;
  }

  /** Throws if a folder can't be watched or an address is taken. */
  public static ControlPlane start(ControlPlaneOptions options) throws IOException {
    Optional<LastGoodState> state = options.state().map(LastGoodState::new);
    ManifestSet restored = restored(state, options.mesh().isPresent());
    StatusBoard status = new StatusBoard(Clock.systemUTC());
    Loop loop = new Loop(guard(options), restored, state, status::update);
    try {
      return start(options, restored, loop, status);
    } catch (IOException | RuntimeException e) {
      loop.close();
      throw e;
    }
  }

  private static ControlPlane start(
      ControlPlaneOptions options, ManifestSet restored, Loop loop, StatusBoard status)
      throws IOException {
    Manifests manifests =
        new Manifests(
            new ManifestStore(options.configFolders(), loop::manifests, loop::expectDeletion),
            status::current);
    XdsServer xds =
        new XdsServer(
            xdsOptions(options), loop, loop::findings, ManifestService.localWrites(manifests));
    xds.streams().onGatewayProxies(() -> status.update(xds.streams()));
    AdminServer admin =
        new AdminServer(
            socketAddress(options.adminAddress()),
            new AdminSources(
                loop::ready,
                loop::findings,
                () -> ProxyStatuses.of(xds.streams()),
                nodeId -> ClientConfigs.newest(xds.streams(), nodeId),
                manifests));
    ConfigSource source = source(options, restored);
    ControlPlane controlPlane = new ControlPlane(loop, source, xds, admin);
    try {
      xds.start();
      admin.start();
    } catch (IOException | RuntimeException e) {
      controlPlane.close();
      throw e;
    }
    source.start(loop::accept);
    return controlPlane;
  }

  public int xdsPort() {
    return xds.port();
  }

  public int adminPort() {
    return admin.port();
  }

  /** The connected proxies. */
  public StreamRegistry streams() {
    return xds.streams();
  }

  public ImmutableList<Finding> findings() {
    return loop.findings();
  }

  /** Says goodbye to the proxies, which go on with what they have; ends within 10 seconds. */
  @Override
  public void close() {
    admin.close();
    xds.close();
    source.close();
    loop.close();
  }

  /** Settings of a file that isn't named any more are gone. */
  private static ManifestSet restored(Optional<LastGoodState> state, boolean withMesh) {
    ManifestSet loaded = state.map(LastGoodState::load).orElse(ManifestSet.empty());
    return withMesh ? loaded : loaded.without(ManifestSet.MESH);
  }

  private static ConfigSource source(ControlPlaneOptions options, ManifestSet restored)
      throws IOException {
    Set<String> known =
        Sets.difference(restored.kept().keySet(), ImmutableSet.of(ManifestSet.MESH));
    ConfigSource folders = new FolderSource(options.configFolders(), known);
    return options
        .mesh()
        .<ConfigSource>map(file -> new MeshFileSource(file, folders))
        .orElse(folders);
  }

  private static MassDeletionGuard guard(ControlPlaneOptions options) {
    return new MassDeletionGuard(
        options.massDeleteAfter(), FolderSource.prefixes(options.configFolders()));
  }

  private static XdsServerOptions xdsOptions(ControlPlaneOptions options) throws IOException {
    return XdsServerOptions.at(socketAddress(options.xdsAddress()))
        .withDrain(options.drain())
        .withOrdered(options.ordered());
  }

  private static InetSocketAddress socketAddress(HostAndPort address) throws IOException {
    InetSocketAddress resolved = new InetSocketAddress(address.getHost(), address.getPort());
    if (resolved.isUnresolved()) {
      throw new UnknownHostException(address + ": the host has no address");
    }
    return resolved;
  }
}
