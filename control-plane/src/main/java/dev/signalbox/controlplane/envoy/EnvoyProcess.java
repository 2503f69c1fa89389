package dev.signalbox.controlplane.envoy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A running Envoy. It ends when closed, and with the JVM at the latest. */
public final class EnvoyProcess implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration ADMIN_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration GRACE = Duration.ofSeconds(3);
  private static final int LOG_LINES_IN_ERRORS = 15;
  private static final int HTTP_OK = 200;

  private final Process process;
  private final Path adminAddressFile;
  private final Path log;
  private final Thread hook;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ADMIN_TIMEOUT).build();

  private EnvoyProcess(Process process, Path adminAddressFile, Path log) {
    this.process = process;
    this.adminAddressFile = adminAddressFile;
    this.log = log;
    this.hook = Thread.ofPlatform().unstarted(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts an Envoy and doesn't wait for it.
   *
   * @param folder where the bootstrap, the log and the admin address are written
   * @param arguments more of Envoy's own, such as --concurrency 1
   */
  public static EnvoyProcess start(Path binary, String bootstrap, Path folder, String... arguments)
      throws IOException {
    Files.createDirectories(folder);
    Path config = Files.writeString(folder.resolve("bootstrap.yaml"), bootstrap);
    Path adminAddress = folder.resolve("admin-address.txt");
    Files.deleteIfExists(adminAddress);
    Path log = folder.resolve("envoy.log");
    List<String> command = new ArrayList<>(Children.dieWithUs());
    command.addAll(List.of(binary.toString(), "--config-path", config.toString()));
    command.addAll(List.of("--admin-address-path", adminAddress.toString()));
    command.addAll(List.of("--disable-hot-restart", "--log-level", "info"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    return new EnvoyProcess(Children.start(builder), adminAddress, log);
  }

  /** Waits until Envoy has its first configuration and serves. */
  public EnvoyProcess awaitLive(Duration timeout) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(timeout);
    while (!isLive()) {
      if (!process.isAlive()) {
        throw new IOException("Envoy ended with " + process.exitValue() + ":\n" + lastOfLog());
      }
      if (Instant.now().isAfter(deadline)) {
        throw new IOException(
            "Envoy isn't live after " + timeout.toSeconds() + " seconds:\n" + lastOfLog());
      }
      Thread.sleep(POLL);
    }
    return this;
  }

  public boolean isLive() throws InterruptedException {
    if (!Files.isReadable(adminAddressFile)) {
      return false;
    }
    try {
      if (adminAddress().isEmpty()) {
        // Envoy has made the file and not written it yet.
        return false;
      }
      HttpResponse<String> answer = get("/ready");
      return answer.statusCode() == HTTP_OK && answer.body().strip().equals("LIVE");
    } catch (IOException e) {
      return false;
    }
  }

  /** The body of a GET on the admin interface, such as /config_dump. */
  public String admin(String path) throws IOException, InterruptedException {
    return get(path).body();
  }

  /** HOST:PORT of the admin interface. */
  public String adminAddress() throws IOException {
    return Files.readString(adminAddressFile).strip();
  }

  public Path log() {
    return log;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Completes when the process ends, whoever ended it. */
  public CompletableFuture<Process> onExit() {
    return process.onExit();
  }

  /** Ends it with SIGTERM, and with SIGKILL when that is not enough. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    http.shutdownNow();
    removeHook();
  }

  private void removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyShuttingDown) {
      // The hook runs now; it does no harm.
      return;
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://" + adminAddress() + path);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(ADMIN_TIMEOUT).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private String lastOfLog() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join(
        "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_IN_ERRORS), lines.size()));
  }
}
