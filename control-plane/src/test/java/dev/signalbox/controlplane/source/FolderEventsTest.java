package dev.signalbox.controlplane.source;

import static dev.signalbox.controlplane.source.WatchedFolder.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when files and folders change; nothing is looked at without an event. */
class FolderEventsTest {
  private static final Duration LONGER_THAN_A_LINGER = Duration.ofMillis(400);

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
  void renameOverAndDelete() throws Exception {
    folder.write("a.yaml", "one");
    folder.start();
    folder.put("a.yaml", "two");
    assertThat(folder.next()).containsExactly(text("a.yaml", "two"));
    Files.delete(folder.path().resolve("a.yaml"));
    assertThat(folder.next()).containsExactly(new FileChange.Deleted("a.yaml"));
  }

  @Test
  void anEditOfEqualSizeIsSeen() throws Exception {
    folder.write("a.yaml", "v1");
    folder.start();
    for (int i = 2; i < 30; i++) {
      folder.write("a.yaml", "v" + i % 10);
      assertThat(folder.next()).containsExactly(text("a.yaml", "v" + i % 10));
    }
  }

  /** As {@code kubectl get … > a.yaml} writes: the shell empties the file, the text takes time. */
  @Test
  void aFileThatIsBeingWrittenWaitsForItsEnd() throws Exception {
    folder.write("a.yaml", "one");
    folder.write("b.yaml", "one");
    folder.start();
    try (OutputStream writer = Files.newOutputStream(folder.path().resolve("a.yaml"))) {
      Thread.sleep(LONGER_THAN_A_LINGER);
      writer.write("half ".getBytes(UTF_8));
      Thread.sleep(LONGER_THAN_A_LINGER);
      folder.put("b.yaml", "two");
      assertThat(folder.next()).containsExactly(text("b.yaml", "two"));
      writer.write("whole".getBytes(UTF_8));
    }
    assertThat(folder.next()).containsExactly(text("a.yaml", "half whole"));
  }

  @Test
  void aFileThatNobodyClosesCountsInTheEnd() throws Exception {
    folder.start();
    try (OutputStream writer = Files.newOutputStream(folder.path().resolve("a.yaml"))) {
      writer.write("text".getBytes(UTF_8));
      assertThat(folder.next()).containsExactly(text("a.yaml", "text"));
    }
  }

  @Test
  void filesWrittenTogetherComeTogether() throws Exception {
    List<String> names = IntStream.range(0, 10).mapToObj(i -> "f" + i + ".yaml").toList();
    folder.start();
    ImmutableList<FileChange> batch =
        folder.batchAfter(
            () -> {
              for (String name : names) {
                Files.delete(folder.path().resolve(name));
              }
            },
            () -> {
              for (String name : names) {
                folder.write(name, "text");
              }
            });
    assertThat(batch).hasSize(10);
  }

  @Test
  void subfoldersComeAndGo() throws Exception {
    folder.start();
    folder.write("sub/deep/c.yml", "c");
    assertThat(folder.next()).containsExactly(text("sub/deep/c.yml", "c"));
    folder.write("sub/deep/c.yml", "d");
    assertThat(folder.next()).containsExactly(text("sub/deep/c.yml", "d"));
    Files.move(folder.path().resolve("sub"), outer.resolve("aside"));
    assertThat(folder.next()).containsExactly(new FileChange.Deleted("sub/deep/c.yml"));
    Files.writeString(outer.resolve("aside/deep/c.yml"), "not watched any more");
    Files.move(outer.resolve("aside"), folder.path().resolve("again"));
    assertThat(folder.next()).containsExactly(text("again/deep/c.yml", "not watched any more"));
    folder.put("again/deep/c.yml", "e");
    assertThat(folder.next()).containsExactly(text("again/deep/c.yml", "e"));
  }

  @Test
  void aMountedConfigMapIsSwappedAsOne() throws Exception {
    folder.write("..one/a.yaml", "one a");
    folder.write("..one/b.yaml", "one b");
    link(folder.path().resolve("..data"), "..one");
    link(folder.path().resolve("a.yaml"), "..data/a.yaml");
    link(folder.path().resolve("b.yaml"), "..data/b.yaml");
    assertThat(folder.start()).containsExactly(text("a.yaml", "one a"), text("b.yaml", "one b"));
    for (String next : List.of("two", "three", "four")) {
      folder.write(".." + next + "/a.yaml", next + " a");
      folder.write(".." + next + "/b.yaml", next + " b");
      swapLink(folder.path().resolve("..data"), ".." + next);
      assertThat(folder.next())
          .containsExactly(text("a.yaml", next + " a"), text("b.yaml", next + " b"));
    }
  }

  @Test
  void whatALinkLeadsToIsWatchedOnTheWholeWay() throws Exception {
    folder.write(".files/one/a.yaml", "one");
    link(folder.path().resolve(".files/current"), "one");
    link(folder.path().resolve("a.yaml"), ".files/current/a.yaml");
    assertThat(folder.start()).containsExactly(text("a.yaml", "one"));
    folder.write(".files/one/a.yaml", "in place");
    assertThat(folder.next()).containsExactly(text("a.yaml", "in place"));
    folder.write(".files/two/a.yaml", "two");
    swapLink(folder.path().resolve(".files/current"), "two");
    assertThat(folder.next()).containsExactly(text("a.yaml", "two"));
  }

  @Test
  void aSwappedFolderIsFollowedAtOnce() throws Exception {
    folder.write("a.yaml", "one");
    folder.start();
    Path next = Files.createDirectory(outer.resolve("next"));
    Files.writeString(next.resolve("a.yaml"), "two");
    Files.move(folder.path(), outer.resolve("old"));
    Files.move(next, folder.path());
    ImmutableList<FileChange> batch = folder.next();
    // Between the two there is none: on a busy machine for long enough to be seen.
    boolean goneMeanwhile = batch.equals(ImmutableList.of(new FileChange.Deleted("a.yaml")));
    assertThat(goneMeanwhile ? folder.next() : batch).containsExactly(text("a.yaml", "two"));
    folder.put("a.yaml", "three");
    assertThat(folder.next()).containsExactly(text("a.yaml", "three"));
  }

  @Test
  void aFolderThatComesLateIsFollowed() throws Exception {
    Path late = outer.resolve("not/there/yet");
    assertThat(folder.start(late)).isEmpty();
    Files.createDirectories(late);
    Files.writeString(late.resolve("a.yaml"), "one");
    assertThat(folder.next()).containsExactly(text("a.yaml", "one"));
  }

  @Test
  void aLinkToTheFolderIsFollowedWhenItIsSwapped() throws Exception {
    Path releases = Files.createDirectories(outer.resolve("releases"));
    for (String release : List.of("one", "two")) {
      Path manifests = Files.createDirectories(releases.resolve(release).resolve("manifests"));
      Files.writeString(manifests.resolve("a.yaml"), release);
    }
    link(releases.resolve("current"), "one");
    assertThat(folder.start(releases.resolve("current/manifests")))
        .containsExactly(text("a.yaml", "one"));
    swapLink(releases.resolve("current"), "two");
    assertThat(folder.next()).containsExactly(text("a.yaml", "two"));
  }

  @Test
  void aSingleFileIsFollowed() throws Exception {
    Path file = folder.write("a.yaml", "one");
    folder.write("b.yaml", "another");
    String name = file.toString();
    assertThat(folder.start(file)).containsExactly(text(name, "one"));
    folder.put("a.yaml", "two");
    assertThat(folder.next()).containsExactly(text(name, "two"));
    folder.write("a.yaml", "three");
    assertThat(folder.next()).containsExactly(text(name, "three"));
    Files.delete(file);
    assertThat(folder.next()).containsExactly(new FileChange.Deleted(name));
  }

  @Test
  void aHardLinkIsWhole() throws Exception {
    Path text = Files.writeString(outer.resolve("text"), "text");
    folder.start();
    Files.createLink(folder.path().resolve("a.yaml"), text);
    assertThat(folder.nextWithin(Duration.ofSeconds(3))).containsExactly(text("a.yaml", "text"));
  }

  private static void link(Path link, String target) throws IOException {
    Files.createSymbolicLink(link, Path.of(target));
  }

  private static void swapLink(Path link, String target) throws IOException {
    Path draft = link.resolveSibling("..draft");
    link(draft, target);
    Files.move(draft, link, StandardCopyOption.ATOMIC_MOVE);
  }
}
