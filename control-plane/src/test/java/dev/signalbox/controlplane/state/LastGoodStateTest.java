package dev.signalbox.controlplane.state;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.signalbox.controlplane.CapturedLog;
import dev.signalbox.controlplane.source.Mount;
import dev.signalbox.translator.ManifestSet;
import dev.signalbox.translator.diagnostics.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastGoodStateTest {
  private static final String REVIEWS = service("reviews");
  private static final String RATINGS = service("ratings");
  private static final String BROKEN = "kind: [\n";

  @TempDir private Path folder;

  @Test
  void aBrokenFileKeepsItsObjectsAcrossARestart() {
    save(ManifestSet.empty().with("a.yaml", REVIEWS + "---\n" + RATINGS));
    ManifestSet restored = load();
    assertThat(names(restored.with("a.yaml", BROKEN), restored))
        .containsExactly("reviews", "ratings");
  }

  @Test
  void whatAReadableDocumentDefinesIsTheFilesOwn() {
    save(ManifestSet.empty().with("a.yaml", REVIEWS + "---\n" + RATINGS));
    ManifestSet restored = load();
    assertThat(names(restored.with("a.yaml", REVIEWS + "---\n" + BROKEN), restored))
        .containsExactly("ratings");
    assertThat(names(restored.with("a.yaml", RATINGS), restored)).isEmpty();
  }

  @Test
  void aSecondRestartWithTheBrokenFileLosesNothing() {
    save(ManifestSet.empty().with("a.yaml", REVIEWS));
    save(load().with("a.yaml", BROKEN));
    ManifestSet restored = load();
    assertThat(names(restored.with("a.yaml", BROKEN), restored)).containsExactly("reviews");
  }

  @Test
  void ofAListOnlyWhatIsInForceIsTakenBack() {
    String invalid = "{apiVersion: v1, kind: Service, metadata: {name: b}, spec: {ports: 1}}";
    String valid = invalid.replace("1}", "[{port: 9080}]}");
    String a = valid.replace("name: b", "name: a");
    ManifestSet set =
        ManifestSet.empty().with("l.yaml", list(a, valid)).with("l.yaml", list(a, invalid));
    save(set);
    assertThat(load().kept()).isEqualTo(set.kept());
    assertThat(set.kept().get("l.yaml")).extracting(kept -> kept.objects().size()).contains(1, 1);
  }

  @Test
  void placesAreThoseInTheManifest() {
    save(ManifestSet.empty().with("a.yaml", REVIEWS + "---\n\n# the stars\n" + RATINGS));
    Origin ratings = new Origin("Service", "default", "ratings", "spec.ports");
    assertThat(load().place(ratings).orElseThrow().toString()).isEqualTo("a.yaml:11:8");
  }

  @Test
  void isForItsOwnerToReadAndShowsTheManifest() throws IOException {
    save(ManifestSet.empty().with("a.yaml", "# stars\n" + REVIEWS + "---\n" + RATINGS));
    Path file = only();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(file.getFileName().toString()).startsWith("a.yaml-");
    assertThat(Files.readString(file))
        .startsWith("version: 1\nfile: a.yaml\n")
        .contains("# stars\n", "- Service default/reviews\n", "metadata: {name: reviews}\n")
        .contains("- line: 7\n", "metadata: {name: ratings}\n");
  }

  @Test
  void aTornFileAndOneOfAnotherVersionAreLeftOut() throws IOException {
    save(ManifestSet.empty().with("a.yaml", REVIEWS));
    String text = Files.readString(only());
    for (int end = 0; end < text.length() - 1; end += 7) {
      Files.writeString(only(), text.substring(0, end));
      assertThat(load().kept()).as("cut off at " + end).isEmpty();
    }
    Files.writeString(only(), text.replace("version: 1", "version: 2"));
    assertThat(load().kept()).isEmpty();
    Files.writeString(only(), text);
    assertThat(load().kept()).hasSize(1);
  }

  @Test
  void aTornFileIsSaidAndGoesWhenItsManifestIsGone() throws IOException {
    save(ManifestSet.empty().with("a.yaml", REVIEWS));
    Files.writeString(only(), "version: 1\nfile: a.y");
    try (CapturedLog log = CapturedLog.of(StateFolder.class)) {
      save(ManifestSet.empty().with("b.yaml", RATINGS));
      assertThat(log.lines()).singleElement().asString().contains("a.yaml-", "torn");
    }
    assertThat(only().getFileName().toString()).startsWith("b.yaml-");
  }

  @Test
  void aFileOfANewerVersionIsLeftToIt() throws IOException {
    save(ManifestSet.empty().with("a.yaml", REVIEWS));
    Files.writeString(only(), Files.readString(only()).replace("version: 1", "version: 2"));
    try (CapturedLog log = CapturedLog.of(StateFolder.class)) {
      save(ManifestSet.empty().with("b.yaml", RATINGS));
      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains("it has version 2, this Signalbox reads 1");
    }
    assertThat(files()).hasSize(2);
    save(ManifestSet.empty().with("a.yaml", REVIEWS));
    assertThat(Files.readString(only())).contains("version: 1\n");
  }

  @Test
  void aFolderHasOneWriter() throws IOException {
    LastGoodState first = new LastGoodState(folder);
    try (LastGoodState second = new LastGoodState(folder)) {
      try (first) {
        first.load();
        first.save(ManifestSet.empty().with("a.yaml", REVIEWS)).await();
        await().untilAsserted(() -> assertThat(only()).hasExtension("yaml"));
        assertThat(second.load().kept()).containsOnlyKeys("a.yaml");
        assertThat(second.trouble().orElseThrow()).contains("another control plane");
        second.save(ManifestSet.empty().with("b.yaml", RATINGS)).await();
        assertThat(Files.readString(only())).contains("file: a.yaml\n");
      }
      await().until(() -> second.trouble().isEmpty());
      assertThat(Files.readString(only())).contains("file: b.yaml\n");
    }
  }

  @Test
  void aFolderThatSomeoneRemovesIsWrittenAnew() throws IOException {
    Path removed = folder.resolve("state");
    try (LastGoodState state = new LastGoodState(removed)) {
      state.load();
      state.save(ManifestSet.empty().with("a.yaml", REVIEWS)).await();
      await().until(() -> LastGoodState.isIn(removed));
      MoreFiles.deleteRecursively(removed, RecursiveDeleteOption.ALLOW_INSECURE);
      state.save(ManifestSet.empty().with("a.yaml", REVIEWS).with("b.yaml", RATINGS)).await();
      await().until(() -> new StateFolder(removed).load().size() == 2);
    }
  }

  /** However often files are renamed. */
  @Test
  void theFolderHoldsNoMoreThanWhatIsInForce() throws IOException {
    try (LastGoodState state = new LastGoodState(folder)) {
      state.load();
      for (int i = 0; i < 100; i++) {
        state.save(ManifestSet.empty().with("a%d.yaml".formatted(i), REVIEWS)).await();
      }
    }
    assertThat(only().getFileName().toString()).startsWith("a99.yaml-");
  }

  @Test
  void aFullDiskIsSaidAndSavedToOnceThereIsRoom() throws Exception {
    try (Mount _ = Mount.tmpfs(folder, "64k");
        LastGoodState state = new LastGoodState(folder)) {
      state.load();
      Path full = Files.write(folder.resolve("full"), new byte[48 * 1024]);
      String large = REVIEWS + "---\n# " + "x".repeat(40_000) + "\n" + RATINGS;
      state.save(ManifestSet.empty().with("a.yaml", REVIEWS).with("b.yaml", large));
      await().until(() -> state.trouble().isPresent());
      assertThat(state.trouble().orElseThrow()).containsIgnoringCase("no space left");
      assertThat(load().kept()).as("what fits is kept").containsOnlyKeys("a.yaml");
      Files.delete(full);
      await().until(() -> state.trouble().isEmpty());
      assertThat(load().kept()).containsOnlyKeys("a.yaml", "b.yaml");
    }
  }

  @Test
  void secretsAreNeverKept() throws IOException {
    String secret = "{apiVersion: v1, kind: Secret, metadata: {name: s}, data: {key: aGlkZGVu}}";
    String service = "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: []}}";
    save(
        ManifestSet.empty()
            .with("a.yaml", secret + "\n---\n" + REVIEWS)
            .with("b.yaml", list(service, secret)));
    assertThat(Files.readString(only())).contains("reviews").doesNotContain("aGlkZGVu");
  }

  @Test
  void whatIsGoneFromTheManifestsGoesFromTheDisk() throws IOException {
    ManifestSet both = ManifestSet.empty().with("a.yaml", REVIEWS).with("b.yaml", RATINGS);
    save(both);
    save(both.without("a.yaml"));
    assertThat(Files.readString(only())).contains("ratings");
  }

  @Test
  void aFolderThatCannotBeUsedIsNoReasonToStop() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    try (LastGoodState state = new LastGoodState(file.resolve("state"))) {
      assertThat(state.load().kept()).isEmpty();
      assertThat(state.trouble()).isPresent();
      state.save(ManifestSet.empty().with("a.yaml", REVIEWS)).await();
    }
  }

  private void save(ManifestSet manifests) {
    try (LastGoodState state = new LastGoodState(folder)) {
      state.load();
      state.save(manifests).await();
    }
  }

  private ManifestSet load() {
    try (LastGoodState state = new LastGoodState(folder)) {
      return state.load();
    }
  }

  private Path only() throws IOException {
    List<Path> all = files();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.endsWith(".lock")).toList();
    }
  }

  private static List<String> names(ManifestSet set, ManifestSet restored) {
    return set.retainedFrom(restored).stream().map(Origin::name).toList();
  }

  private static String list(String... items) {
    return Stream.of(items)
        .collect(joining(",\n", "{apiVersion: v1, kind: List, items: [\n", "]}\n"));
  }

  private static String service(String name) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: %s}
    spec: {ports: [{port: 9080}]}
    """
        .formatted(name);
  }
}
