package dev.signalbox.controlplane.cli;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.net.HostAndPort;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.ControlPlaneOptions;
import dev.signalbox.controlplane.state.LastGoodState;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "serve",
    description = "Serves the manifests in folders to Envoys and gRPC clients.",
    footer = {"", "Example: signalbox serve --config manifests/ --xds-address 127.0.0.1:18000"})
final class ServeCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);

  /** The promise is 10 s. */
  private static final Duration LONGEST_STOP = Duration.ofSeconds(9);

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      split = EnvironmentDefaults.LIST_SEPARATOR,
      paramLabel = "DIR",
      description =
          "Folder with manifests, or one file, watched for changes; may be given several times.")
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

  @Mixin private MeshOption mesh;

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
    Path kept = state == null ? DefaultState.folder(System.getenv(), config) : state;
    if (!LastGoodState.isIn(kept)) {
      config.forEach(ServeCommand::requireManifests);
    }
    ControlPlane controlPlane = start(kept);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(controlPlane), "signalbox-stop"));
    PrintWriter out = spec.commandLine().getOut();
    out.println("xDS: " + withPort(xdsAddress, controlPlane.xdsPort()));
    out.println("admin: http://" + withPort(adminAddress, controlPlane.adminPort()));
    new CountDownLatch(1).await();
    return ExitCodes.OK;
  }

  /** Nothing that hangs, such as a disk, may keep the process alive. */
  private static void stop(ControlPlane controlPlane) {
    Thread.ofPlatform()
        .daemon()
        .name("signalbox-deadline")
        .start(
            () -> {
              Uninterruptibles.sleepUninterruptibly(LONGEST_STOP);
              log.warn("can't end in order within {} s", LONGEST_STOP.toSeconds());
              Runtime.getRuntime().halt(ExitCodes.INTERNAL);
            });
    controlPlane.close();
  }

  private ControlPlane start(Path kept) {
    ControlPlaneOptions options =
        new ControlPlaneOptions(
            ImmutableList.copyOf(config),
            xdsAddress,
            adminAddress,
            ControlPlaneOptions.DEFAULT_DRAIN,
            !unordered,
            Optional.of(kept),
            mesh.file(),
            massDeleteAfter);
    try {
      return ControlPlane.start(options);
    } catch (IOException e) {
      throw Failure.unavailable("can't start: " + e.getMessage() + whatToDo(e));
    }
  }

  private static String whatToDo(IOException e) {
    return Throwables.getCausalChain(e).stream().anyMatch(ServeCommand::isTaken)
        ? ". End what listens there, or choose another --xds-address or --admin-address (port 0"
            + " picks a free one)."
        : "";
  }

  /** Netty's own transports have an exception of their own for it. */
  private static boolean isTaken(Throwable e) {
    return e.getMessage() != null && e.getMessage().contains("Address already in use");
  }

  /** What was there before a restart may come back; what never was is a slip of the pen. */
  private static void requireManifests(Path folderOrFile) {
    if (!Files.exists(folderOrFile)) {
      throw Failure.usage("--config " + folderOrFile + ": there is no such folder");
    }
  }

  private static HostAndPort withPort(HostAndPort address, int port) {
    return HostAndPort.fromParts(address.getHost(), port);
  }
}
