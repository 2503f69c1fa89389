package dev.signalbox.controlplane.source;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A source of manifests, and the one file with the mesh's settings: it is there from the first
 * batch on. That file is small, so it is simply read again and again; no event can be missed.
 */
public final class MeshFileSource implements ConfigSource {
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Path file;
  private final ConfigSource manifests;
  private final Thread thread = new Thread(this::run, "signalbox-mesh-file");
  private final AtomicBoolean started = new AtomicBoolean();
  private final Object order = new Object();
  private volatile Consumer<ImmutableList<FileChange>> listener = batch -> {};
  private volatile FileChange last;

  public MeshFileSource(Path file, ConfigSource manifests) {
    this.file = file;
    this.manifests = manifests;
    this.last = read(file);
    thread.setDaemon(true);
  }

  /** The file as it is now; a link, as a mounted ConfigMap has it, is followed. */
  public static FileChange read(Path file) {
    String name = file.toString();
    try (InputStream stream = Files.newInputStream(file)) {
      return switch (ManifestReader.read(name, stream)) {
        case FileChange.Text text -> new FileChange.MeshText(name, text.text());
        case FileChange.Unreadable unreadable ->
            new FileChange.UnreadableMesh(name, unreadable.message(), unreadable.fix());
        case FileChange other -> throw new IllegalStateException("not of a file: " + other);
      };
    } catch (IOException e) {
      return new FileChange.UnreadableMesh(name, Failures.describe(e), "Make the file readable.");
    }
  }

  @Override
  public void start(Consumer<ImmutableList<FileChange>> listener) {
    this.listener = listener;
    manifests.start(this::accept);
  }

  @Override
  public void close() {
    thread.interrupt();
    manifests.close();
  }

  private void accept(ImmutableList<FileChange> batch) {
    if (started.compareAndSet(false, true)) {
      handOn(ImmutableList.<FileChange>builder().add(last).addAll(batch).build());
      thread.start();
    } else {
      handOn(batch);
    }
  }

  /** Calls come one at a time. */
  private void handOn(ImmutableList<FileChange> batch) {
    synchronized (order) {
      listener.accept(batch);
    }
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(PAUSE);
        FileChange now = read(file);
        // Half a file that is being written is another one the next time.
        if (!now.equals(last) && now.equals(read(file))) {
          last = now;
          handOn(ImmutableList.of(now));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
