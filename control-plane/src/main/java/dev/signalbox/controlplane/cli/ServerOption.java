package dev.signalbox.controlplane.cli;

import com.google.common.net.HostAndPort;
import picocli.CommandLine.Option;

/** Which running control plane a command asks. */
final class ServerOption {
  @Option(
      names = "--server",
      defaultValue = "127.0.0.1:18000",
      paramLabel = "HOST:PORT",
      description = "The control plane's xDS address. [${DEFAULT-VALUE}]")
  private HostAndPort address;

  ServerConnection connect() {
    return new ServerConnection(address);
  }
}
