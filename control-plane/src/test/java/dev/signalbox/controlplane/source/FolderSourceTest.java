package dev.signalbox.controlplane.source;

import static dev.signalbox.controlplane.source.WatchedFolder.text;
import static dev.signalbox.controlplane.source.WatchedFolder.unreadable;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read. */
class FolderSourceTest {
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
  void firstBatchHasAllManifestsByName() throws Exception {
    folder.write("b.yaml", "b");
    folder.write("a.json", "a");
    folder.write("sub/deep/c.yml", "c");
    folder.write("notes.txt", "not a manifest");
    folder.write(".hidden.yaml", "an editor's");
    Files.createDirectory(folder.path().resolve("folder.yaml"));
    assertThat(folder.start())
        .containsExactly(text("a.json", "a"), text("b.yaml", "b"), text("sub/deep/c.yml", "c"));
  }

  @Test
  void anEmptyFolderIsAnEmptyBatch() throws Exception {
    assertThat(folder.start()).isEmpty();
  }

  @Test
  void aNameMayHaveSpacesAndLines() throws Exception {
    folder.write("a b\n.yaml", "one");
    assertThat(folder.start()).containsExactly(text("a b\n.yaml", "one"));
    folder.put("a b\n.yaml", "two");
    assertThat(folder.next()).containsExactly(text("a b\n.yaml", "two"));
  }

  @Test
  void malformedUtf8HasItsPlace() throws Exception {
    Files.write(folder.path().resolve("a.yaml"), "kind: X\nname: \u00fc".getBytes(ISO_8859_1));
    assertThat(folder.start())
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
    Files.write(folder.path().resolve("a.yaml"), new byte[ManifestReader.MAX_BYTES + 1]);
    assertThat(unreadable(folder.start())).contains("10485760");
  }

  @Test
  void linksInsideAreFollowedAndLinksOutsideAreNot() throws Exception {
    Files.writeString(outer.resolve("secret.yaml"), "secret");
    folder.write("real.data", "inside");
    link("in.yaml", Path.of("real.data"));
    link("loop", Path.of("."));
    link("chases.yaml", Path.of("chases.yaml"));
    assertThat(folder.start())
        .contains(text("in.yaml", "inside"))
        .extracting(FileChange::file)
        .containsExactly("chases.yaml", "in.yaml");
    link("out.yaml", outer.resolve("secret.yaml"));
    assertThat(unreadable(folder.next())).contains("out of the folder");
  }

  /** Whoever opens it for reading waits for a writer. */
  @Test
  void aFifoIsNotOpened() throws Exception {
    new ProcessBuilder("mkfifo", folder.path().resolve("a.yaml").toString()).start().waitFor();
    assertThat(unreadable(folder.start())).contains("not a regular file");
  }

  @Test
  void namesBeginWithTheFolderWhereThereAreSeveral() throws Exception {
    Path other = Files.createDirectory(outer.resolve("other"));
    Files.writeString(other.resolve("a.yaml"), "other");
    folder.write("a.yaml", "one");
    assertThat(FolderSource.read(List.of(folder.path(), other)))
        .containsExactly(text(folder.path() + "/a.yaml", "one"), text(other + "/a.yaml", "other"));
    assertThat(FolderSource.read(List.of(other.resolve("a.yaml"))))
        .containsExactly(text(other + "/a.yaml", "other"));
  }

  @Test
  void aFolderThatIsNotThereIsSaid() {
    assertThatThrownBy(() -> FolderSource.read(List.of(outer.resolve("gone"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no such file");
  }

  private void link(String name, Path target) throws IOException {
    Files.createSymbolicLink(folder.path().resolve(name), target);
  }
}
