package dev.signalbox.controlplane;

import com.google.common.collect.ImmutableList;
import com.google.common.net.HostAndPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * What a control plane needs to know at its start.
 *
 * @param xdsAddress where it serves gRPC; port 0 picks a free one
 * @param adminAddress where it serves HTTP; port 0 picks a free one
 * @param drain how long requests in flight may take to leave a cluster before it is removed
 * @param ordered whether changes go out in the order that loses no request
 */
public record ControlPlaneOptions(
    ImmutableList<Path> configFolders,
    HostAndPort xdsAddress,
    HostAndPort adminAddress,
    Duration drain,
    boolean ordered) {

  public static final Duration DEFAULT_DRAIN = Duration.ofMillis(500);

  /** On free ports of the loopback address. */
  public static ControlPlaneOptions onLoopback(Path... configFolders) {
    HostAndPort anyPort = HostAndPort.fromParts("127.0.0.1", 0);
    return new ControlPlaneOptions(
        ImmutableList.copyOf(Arrays.asList(configFolders)), anyPort, anyPort, DEFAULT_DRAIN, true);
  }

  public ControlPlaneOptions withXdsAddress(HostAndPort address) {
    return new ControlPlaneOptions(configFolders, address, adminAddress, drain, ordered);
  }

  public ControlPlaneOptions withAdminAddress(HostAndPort address) {
    return new ControlPlaneOptions(configFolders, xdsAddress, address, drain, ordered);
  }

  public ControlPlaneOptions withDrain(Duration time) {
    return new ControlPlaneOptions(configFolders, xdsAddress, adminAddress, time, ordered);
  }

  /** Everything at once, for comparison. */
  public ControlPlaneOptions unordered() {
    return new ControlPlaneOptions(configFolders, xdsAddress, adminAddress, drain, false);
  }
}
