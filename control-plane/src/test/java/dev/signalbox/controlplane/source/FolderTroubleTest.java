package dev.signalbox.controlplane.source;

import static dev.signalbox.controlplane.source.WatchedFolder.NEVER;
import static dev.signalbox.controlplane.source.WatchedFolder.text;
import static dev.signalbox.controlplane.source.WatchedFolder.unreadable;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.controlplane.CapturedLog;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When events are lost or there are none, and when files can't be read. */
class FolderTroubleTest {
  private static final Path LONGEST_QUEUE = Path.of("/proc/sys/fs/inotify/max_queued_events");

  private static final FolderWatch.Events NO_EVENTS =
      () -> {
        throw new IOException("switched off");
      };

  @TempDir Path outer;
  private WatchedFolder folder;

  @BeforeEach
  void create() throws IOException {
    folder = WatchedFolder.in(outer);
  }

  @AfterEach
  void close() {
    folder.close();
  }

  @Test
  void anOverflowIsPutRightByLookingAtEverything() throws Exception {
    Path a = folder.write("a.yaml", "one");
    Path b = folder.write("b.yaml", "one");
    folder.write("z.yaml", "one");
    CountDownLatch overflowed = new CountDownLatch(1);
    try (CapturedLog log = CapturedLog.of(FolderWatch.class)) {
      folder.start(batch -> await(overflowed));
      int queue = longestQueue();
      // Equal events in a row are one: two files take turns.
      for (int i = 0; i < queue; i += 2) {
        Files.setLastModifiedTime(a, FileTime.fromMillis(i));
        Files.setLastModifiedTime(b, FileTime.fromMillis(i));
      }
      folder.put("z.yaml", "untold");
      overflowed.countDown();
      while (!folder.next().contains(text("z.yaml", "untold"))) {}
      assertThat(log.lines())
          .containsExactly("WARNING events about files were lost; looking at all files");
    }
  }

  @Test
  void withoutAnyEventFilesAreLookedAtEverySecond() throws Exception {
    folder.write("a.yaml", "one");
    try (CapturedLog log = CapturedLog.of(FolderWatch.class)) {
      folder.start(NEVER, NO_EVENTS);
      folder.put("a.yaml", "two");
      assertThat(folder.nextWithin(Duration.ofSeconds(5))).containsExactly(text("a.yaml", "two"));
      assertThat(log.lines())
          .containsExactly(
              "WARNING files can't be watched: switched off; changes are found by looking every"
                  + " second");
    }
  }

  /** Memory that is mapped to a file changes it without an event until it is closed. */
  @Test
  void whatNoEventTellsIsFoundByTheNextLook() throws Exception {
    Path file = folder.write("a.yaml", "one");
    folder.start(Duration.ofMillis(300), FolderWatch.Events.INOTIFY);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, 3);
      mapped.put("two".getBytes(UTF_8));
      mapped.force();
      assertThat(folder.nextWithin(Duration.ofSeconds(5))).containsExactly(text("a.yaml", "two"));
    }
  }

  @Test
  void aMountedSingleFileIsFollowedAtOnce() throws Exception {
    Path mounted = folder.write("a b.yaml", "hidden by the mount");
    Path real = Files.writeString(outer.resolve("real.yaml"), "one");
    try (Mount _ = Mount.bind(real, mounted)) {
      assertThat(folder.start()).containsExactly(text("a b.yaml", "one"));
      Files.writeString(real, "two");
      assertThat(folder.next()).containsExactly(text("a b.yaml", "two"));
    }
  }

  /** Not even root may read that file of the kernel's. */
  @Test
  void anUnreadableFileIsSaidAndTriedAgain() throws Exception {
    Path file = folder.write("a.yaml", "one");
    folder.write("b.yaml", "two");
    try (Mount _ = Mount.bind(Path.of("/proc/sys/net/ipv4/route/flush"), file)) {
      assertThat(folder.start(Duration.ofMillis(100), FolderWatch.Events.INOTIFY))
          .containsExactly(
              ManifestReader.unreadable("a.yaml", "permission denied", "Make the file readable."),
              text("b.yaml", "two"));
      assertThat(folder.nextWithin(Duration.ofMillis(500))).isNull();
    }
    assertThat(folder.next()).containsExactly(text("a.yaml", "one"));
  }

  @Test
  void aDeviceIsNotOpened() throws Exception {
    Path device = folder.path().resolve("a.yaml");
    assumeTrue(
        new ProcessBuilder("mknod", device.toString(), "c", "1", "5").start().waitFor() == 0);
    assertThat(unreadable(folder.start())).contains("not a regular file");
  }

  @Test
  void tenThousandFilesAreNoTrouble() throws Exception {
    for (int i = 0; i < 10_000; i++) {
      folder.write("d%d/f%d.yaml".formatted(i % 10, i), "text");
    }
    long before = System.nanoTime();
    assertThat(folder.start()).hasSize(10_000);
    long started = System.nanoTime();
    folder.put("d3/f3.yaml", "edited");
    assertThat(folder.next()).containsExactly(text("d3/f3.yaml", "edited"));
    System.out.printf(
        "10,000 files: first batch after %d ms, one edit after %d ms%n",
        Duration.ofNanos(started - before).toMillis(),
        Duration.ofNanos(System.nanoTime() - started).toMillis());
  }

  /** Such a file can't be read byte by byte. */
  private static int longestQueue() throws IOException {
    return Integer.parseInt(Files.readAllLines(LONGEST_QUEUE).getFirst());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
