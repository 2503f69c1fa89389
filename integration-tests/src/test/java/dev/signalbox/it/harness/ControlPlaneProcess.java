package dev.signalbox.it.harness;

import com.google.common.collect.ImmutableList;
import com.google.common.net.InetAddresses;
import dev.signalbox.controlplane.cli.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A control plane in a process of its own, which a test may kill at any moment. */
public final class ControlPlaneProcess {
  private static final String LOCALHOST = "127.0.0.1";

  private final Process process;
  private final int xdsPort;
  private final Path log;

  private ControlPlaneProcess(Process process, int xdsPort, Path log) {
    this.process = process;
    this.xdsPort = xdsPort;
    this.log = log;
  }

  public static ControlPlaneProcess serve(Workspace workspace, int xdsPort) throws IOException {
    return serveUnder(ImmutableList.of(), workspace, xdsPort);
  }

  /**
   * Serves under limits that a command sets.
   *
   * @param wrapper a command that becomes the one that follows it
   */
  public static ControlPlaneProcess serveUnder(
      List<String> wrapper, Workspace workspace, int xdsPort) throws IOException {
    ImmutableList<String> command =
        ImmutableList.<String>builder()
            .addAll(wrapper)
            .addAll(
                JavaCommand.of(
                    Main.class,
                    "serve",
                    "--config=" + workspace.manifests(),
                    "--xds-address=" + LOCALHOST + ":" + xdsPort,
                    "--admin-address=" + LOCALHOST + ":0",
                    "--state=" + workspace.folder().resolve("state")))
            .build();
    Path log = Files.createTempFile(workspace.folder(), "serve", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    ControlPlaneProcess running = new ControlPlaneProcess(process, xdsPort, log);
    workspace.own(running::kill);
    Eventually.eventually(running::connect);
    return running;
  }

  /** A port that nothing uses at the moment, for a server that must come back on the same one. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddresses.forString(LOCALHOST))) {
      return socket.getLocalPort();
    }
  }

  /** SIGKILL: nothing of it gets the time to say goodbye. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** What it ended with; empty if it doesn't end in time. */
  public OptionalInt exitCodeWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)
        ? OptionalInt.of(process.exitValue())
        : OptionalInt.empty();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public String log() throws IOException {
    return Files.readString(log);
  }

  public int xdsPort() {
    return xdsPort;
  }

  private void connect() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddresses.forString(LOCALHOST), xdsPort));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
