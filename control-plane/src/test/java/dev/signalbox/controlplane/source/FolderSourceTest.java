package dev.signalbox.controlplane.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {
  private static final long WITHIN_MILLIS = 5000;
  private static final long QUICK_NANOS = 10_000_000;
  private static final int MOST_TRIES = 10;

  @TempDir Path outer;
  private final BlockingQueue<ImmutableList<FileChange>> batches = new LinkedBlockingQueue<>();
  private @Nullable FolderSource source;

  @AfterEach
  void close() {
    if (source != null) {
      source.close();
    }
  }

  @Test
  void firstBatchHasAllManifestsByName() throws Exception {
    write("b.yaml", "b");
    write("a.json", "a");
    write("sub/deep/c.yml", "c");
    write("notes.txt", "not a manifest");
    write(".hidden.yaml", "an editor's");
    assertThat(started()).containsExactly(text("a.json", "a"), text("b.yaml", "b"), sub("c"));
  }

  @Test
  void anEmptyFolderIsAnEmptyBatch() throws Exception {
    assertThat(started()).isEmpty();
  }

  @Test
  void anEditArrivesSoon() throws Exception {
    write("a.yaml", "one");
    started();
    long before = System.nanoTime();
    write("a.yaml", "two");
    assertThat(next()).containsExactly(text("a.yaml", "two"));
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void anEditOfEqualSizeIsSeen() throws Exception {
    write("a.yaml", "v1");
    started();
    for (int i = 2; i < 10; i++) {
      write("a.yaml", "v" + i);
      assertThat(next()).containsExactly(text("a.yaml", "v" + i));
    }
  }

  @Test
  void aFileThatIsBeingWrittenWaits() throws Exception {
    write("a.yaml", "one");
    started();
    assertThat(batchOfQuickWrites("a.yaml", "", "a.yaml", "two"))
        .containsExactly(text("a.yaml", "two"));
  }

  @Test
  void filesWrittenTogetherComeTogether() throws Exception {
    started();
    assertThat(batchOfQuickWrites("a.yaml", "a", "b.yaml", "b"))
        .containsExactly(text("a.yaml", "a"), text("b.yaml", "b"));
  }

  @Test
  void renameOverAndDelete() throws Exception {
    write("a.yaml", "one");
    started();
    Path draft = write("a.yaml.tmp", "two");
    Files.move(draft, folder().resolve("a.yaml"), StandardCopyOption.ATOMIC_MOVE);
    assertThat(next()).containsExactly(text("a.yaml", "two"));
    Files.delete(folder().resolve("a.yaml"));
    assertThat(next()).containsExactly(new FileChange.Deleted("a.yaml"));
  }

  @Test
  void aNewSubfolderIsWatchedToo() throws Exception {
    started();
    write("sub/deep/c.yml", "c");
    assertThat(next()).containsExactly(sub("c"));
    write("sub/deep/c.yml", "d");
    assertThat(next()).containsExactly(sub("d"));
  }

  @Test
  void malformedUtf8HasItsPlace() throws Exception {
    Files.write(folder().resolve("a.yaml"), "kind: X\nname: \u00fc".getBytes(ISO_8859_1));
    assertThat(started())
        .singleElement()
        .isInstanceOfSatisfying(
            FileChange.Unreadable.class,
            change -> {
              assertThat(change.file()).isEqualTo("a.yaml");
              assertThat(change.line()).isEqualTo(2);
              assertThat(change.column()).isEqualTo(7);
              assertThat(change.message()).contains("UTF-8");
            });
  }

  @Test
  void aHugeFileIsRefusedByItsLimit() throws Exception {
    Files.write(folder().resolve("a.yaml"), new byte[ManifestReader.MAX_BYTES + 1]);
    assertThat(unreadable(started())).contains("10485760");
  }

  @Test
  void linksInsideAreFollowedAndLinksOutsideAreNot() throws Exception {
    Files.writeString(outer.resolve("secret.yaml"), "secret");
    write("real.data", "inside");
    Files.createSymbolicLink(folder().resolve("in.yaml"), Path.of("real.data"));
    Files.createSymbolicLink(folder().resolve("loop"), Path.of("."));
    assertThat(started()).containsExactly(text("in.yaml", "inside"));
    Files.createSymbolicLink(folder().resolve("out.yaml"), outer.resolve("secret.yaml"));
    assertThat(unreadable(next())).contains("out of the folder");
  }

  @Test
  void aMountedConfigMapIsSwappedAsOne() throws Exception {
    write("..one/a.yaml", "one a");
    write("..one/b.yaml", "one b");
    write("..two/a.yaml", "two a");
    write("..two/b.yaml", "two b");
    Files.createSymbolicLink(folder().resolve("..data"), Path.of("..one"));
    Files.createSymbolicLink(folder().resolve("a.yaml"), Path.of("..data/a.yaml"));
    Files.createSymbolicLink(folder().resolve("b.yaml"), Path.of("..data/b.yaml"));
    assertThat(started()).containsExactly(text("a.yaml", "one a"), text("b.yaml", "one b"));
    Path next = Files.createSymbolicLink(folder().resolve("..data_tmp"), Path.of("..two"));
    Files.move(next, folder().resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    assertThat(next()).containsExactly(text("a.yaml", "two a"), text("b.yaml", "two b"));
  }

  @Test
  void aFifoIsNotOpened() throws Exception {
    new ProcessBuilder("mkfifo", folder().resolve("a.yaml").toString()).start().waitFor();
    assertThat(unreadable(started())).contains("not a regular file");
  }

  @Test
  void namesBeginWithTheFolderWhereThereAreSeveral() throws Exception {
    Path other = Files.createDirectory(outer.resolve("other"));
    Files.writeString(other.resolve("a.yaml"), "other");
    write("a.yaml", "one");
    assertThat(FolderSource.read(List.of(folder(), other)))
        .containsExactly(text(folder() + "/a.yaml", "one"), text(other + "/a.yaml", "other"));
    assertThat(FolderSource.read(List.of(other.resolve("a.yaml"))))
        .containsExactly(text(other + "/a.yaml", "other"));
  }

  @Test
  void aFolderThatGoesAwayKeepsItsFiles() throws Exception {
    write("a.yaml", "one");
    started();
    Files.move(folder(), outer.resolve("elsewhere"));
    assertThat(batches.poll(200, TimeUnit.MILLISECONDS)).isNull();
    assertThatThrownBy(() -> FolderSource.read(List.of(outer.resolve("gone"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no such file");
  }

  private Path folder() throws IOException {
    return Files.createDirectories(outer.resolve("config"));
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder().resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** Two writes in less than the quiet time: on a busy machine that takes more than one try. */
  private ImmutableList<FileChange> batchOfQuickWrites(
      String first, String firstText, String second, String secondText) throws Exception {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      long before = System.nanoTime();
      write(first, firstText);
      write(second, secondText);
      boolean quick = System.nanoTime() - before < QUICK_NANOS;
      ImmutableList<FileChange> batch = next();
      if (quick) {
        return batch;
      }
      TimeUnit.MILLISECONDS.sleep(WITHIN_MILLIS / 10);
      batches.clear();
      Files.delete(folder().resolve(second));
      next();
    }
    throw new IllegalStateException("this machine is too busy for the test");
  }

  private ImmutableList<FileChange> started() throws Exception {
    source = new FolderSource(List.of(folder()), Set.of());
    source.start(batches::add);
    return next();
  }

  private ImmutableList<FileChange> next() throws InterruptedException {
    ImmutableList<FileChange> batch = batches.poll(WITHIN_MILLIS, TimeUnit.MILLISECONDS);
    assertThat(batch).as("a batch of changes").isNotNull();
    return batch;
  }

  private static FileChange text(String file, String text) {
    return new FileChange.Text(file, text);
  }

  private static FileChange sub(String text) {
    return text("sub/deep/c.yml", text);
  }

  private static String unreadable(List<FileChange> changes) {
    assertThat(changes).singleElement().isInstanceOf(FileChange.Unreadable.class);
    return ((FileChange.Unreadable) changes.getFirst()).message();
  }
}
