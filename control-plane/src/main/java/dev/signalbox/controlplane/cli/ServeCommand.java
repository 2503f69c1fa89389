package dev.signalbox.controlplane.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.net.HostAndPort;
import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.ControlPlaneOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "serve",
    description = "Serves the manifests in folders to Envoys and gRPC clients.",
    footer = {"", "Example: signalbox serve --config manifests/ --xds-address 127.0.0.1:18000"})
final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      split = EnvironmentDefaults.LIST_SEPARATOR,
      paramLabel = "DIR",
      description = "Folder with manifests, watched for changes; may be given several times.")
  private List<Path> config;

  @Option(
      names = "--xds-address",
      defaultValue = "127.0.0.1:18000",
      paramLabel = "HOST:PORT",
      description = "Where proxies connect (gRPC). Port 0 picks a free one. [${DEFAULT-VALUE}]")
  private HostAndPort xdsAddress;

  @Option(
      names = "--admin-address",
      defaultValue = "127.0.0.1:18080",
      paramLabel = "HOST:PORT",
      description = "Health and JSON API (HTTP). Port 0 picks a free one. [${DEFAULT-VALUE}]")
  private HostAndPort adminAddress;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = {
        "Where the last good state is kept, for a start with broken files.",
        "[${XDG_STATE_HOME:-~/.local/state}/signalbox/ and a hash of the folders' paths]"
      })
  private @Nullable Path state;

  @Option(
      names = "--mass-delete-after",
      defaultValue = "30s",
      paramLabel = "TIME",
      description = {
        "How long it must last that a folder is empty or gone, or that more than half of at least",
        "20 objects are, before they are deleted; as 500ms, 30s, 5m. [${DEFAULT-VALUE}]"
      })
  private Duration massDeleteAfter;

  @Option(names = "--unordered", hidden = true, description = "Sends every change at once.")
  private boolean unordered;

  @Override
  public Integer call() throws InterruptedException {
    config.forEach(ServeCommand::requireFolder);
    ControlPlane controlPlane = start();
    Runtime.getRuntime().addShutdownHook(new Thread(controlPlane::close, "signalbox-stop"));
    PrintWriter out = spec.commandLine().getOut();
    out.println("xDS: " + withPort(xdsAddress, controlPlane.xdsPort()));
    out.println("admin: http://" + withPort(adminAddress, controlPlane.adminPort()));
    new CountDownLatch(1).await();
    return ExitCodes.OK;
  }

  private ControlPlane start() {
    ControlPlaneOptions options =
        new ControlPlaneOptions(
            ImmutableList.copyOf(config),
            xdsAddress,
            adminAddress,
            ControlPlaneOptions.DEFAULT_DRAIN,
            !unordered,
            Optional.of(state == null ? DefaultState.folder(System.getenv(), config) : state),
            massDeleteAfter);
    try {
      return ControlPlane.start(options);
    } catch (IOException e) {
      throw Failure.unavailable("can't start: " + e.getMessage());
    }
  }

  private static void requireFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw Failure.usage("--config " + folder + ": there is no such folder");
    }
  }

  private static HostAndPort withPort(HostAndPort address, int port) {
    return HostAndPort.fromParts(address.getHost(), port);
  }
}
