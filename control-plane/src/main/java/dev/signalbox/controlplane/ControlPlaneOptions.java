package dev.signalbox.controlplane;

import com.google.common.collect.ImmutableList;
import com.google.common.net.HostAndPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a control plane needs to know at its start.
 *
 * @param xdsAddress where it serves gRPC; port 0 picks a free one
 * @param adminAddress where it serves HTTP; port 0 picks a free one
 * @param drain how long requests in flight may take to leave a cluster before it is removed
 * @param ordered whether changes go out in the order that loses no request
 * @param state where the last good state is kept, if it is
 * @param mesh the file with the mesh's settings, if there is one
 * @param massDeleteAfter how long a deletion of very much must last to count
 */
public record ControlPlaneOptions(
    ImmutableList<Path> configFolders,
    HostAndPort xdsAddress,
    HostAndPort adminAddress,
    Duration drain,
    boolean ordered,
    Optional<Path> state,
    Optional<Path> mesh,
    Duration massDeleteAfter) {

  public static final Duration DEFAULT_DRAIN = Duration.ofMillis(500);
  public static final Duration DEFAULT_MASS_DELETE_AFTER = Duration.ofSeconds(30);

  /** On free ports of the loopback address. */
  public static ControlPlaneOptions onLoopback(Path... configFolders) {
    HostAndPort anyPort = HostAndPort.fromParts("127.0.0.1", 0);
    return new ControlPlaneOptions(
        ImmutableList.copyOf(Arrays.asList(configFolders)),
        anyPort,
        anyPort,
        DEFAULT_DRAIN,
        true,
        Optional.empty(),
        Optional.empty(),
        DEFAULT_MASS_DELETE_AFTER);
  }

  public ControlPlaneOptions withXdsAddress(HostAndPort address) {
    return new ControlPlaneOptions(
        configFolders, address, adminAddress, drain, ordered, state, mesh, massDeleteAfter);
  }

  public ControlPlaneOptions withAdminAddress(HostAndPort address) {
    return new ControlPlaneOptions(
        configFolders, xdsAddress, address, drain, ordered, state, mesh, massDeleteAfter);
  }

  public ControlPlaneOptions withDrain(Duration time) {
    return new ControlPlaneOptions(
        configFolders, xdsAddress, adminAddress, time, ordered, state, mesh, massDeleteAfter);
  }

  /** Everything at once, for comparison. */
  public ControlPlaneOptions unordered() {
    return new ControlPlaneOptions(
        configFolders, xdsAddress, adminAddress, drain, false, state, mesh, massDeleteAfter);
  }

  public ControlPlaneOptions withState(Path folder) {
    return new ControlPlaneOptions(
        configFolders,
        xdsAddress,
        adminAddress,
        drain,
        ordered,
        Optional.of(folder),
        mesh,
        massDeleteAfter);
  }

  public ControlPlaneOptions withMesh(Path file) {
    return new ControlPlaneOptions(
        configFolders,
        xdsAddress,
        adminAddress,
        drain,
        ordered,
        state,
        Optional.of(file),
        massDeleteAfter);
  }

  public ControlPlaneOptions withMassDeleteAfter(Duration time) {
    return new ControlPlaneOptions(
        configFolders, xdsAddress, adminAddress, drain, ordered, state, mesh, time);
  }
}
