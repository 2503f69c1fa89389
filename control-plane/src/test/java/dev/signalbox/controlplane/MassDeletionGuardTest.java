package dev.signalbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.source.FileChange;
import dev.signalbox.translator.ManifestSet;
import dev.signalbox.translator.diagnostics.Origin;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MassDeletionGuardTest {
  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final Duration START = Duration.ofSeconds(100);

  private MassDeletionGuard guard = new MassDeletionGuard(WAIT, ImmutableList.of(""));

  @Test
  void moreThanHalfOfTwentyAreHeldUntilItHasLasted() {
    ManifestSet twenty = services(20);
    assertThat(admit(twenty, deleted(11), START)).isEmpty();
    assertThat(guard.diagnostic().orElseThrow().message()).startsWith("11 of 20 objects are gone");
    assertThat(guard.remaining(START.plusSeconds(10))).contains(Duration.ofSeconds(20));
    assertThat(admit(twenty, List.of(), START.plusSeconds(29))).isEmpty();
    assertThat(admit(twenty, List.of(), START.plus(WAIT))).hasSize(11);
    assertThat(guard.diagnostic()).isEmpty();
    assertThat(guard.remaining(START.plus(WAIT))).isEmpty();
  }

  @Test
  void aHalfOrFewObjectsGoAtOnce() {
    assertThat(admit(services(20), deleted(10), START)).hasSize(10);
    assertThat(admit(services(19), deleted(18), START)).hasSize(18);
  }

  @Test
  void anEmptiedFolderIsHeldHoweverFewItHad() {
    guard = new MassDeletionGuard(WAIT, ImmutableList.of("s", "other/"));
    ManifestSet set = services(2).with("other/a.yaml", service("other"));
    assertThat(admit(set, deleted(2), START)).isEmpty();
  }

  @Test
  void aTruncatedFileIsADeletionToo() {
    String all =
        IntStream.range(0, 20)
            .mapToObj(i -> service("s" + i))
            .reduce("", (a, b) -> a + "---\n" + b);
    ManifestSet set = ManifestSet.empty().with("all.yaml", all).with("b.yaml", service("b"));
    assertThat(admit(set, List.of(new FileChange.Text("all.yaml", "")), START)).isEmpty();
  }

  @Test
  void whatADeleteCommandNamesGoesAtOnce() {
    ManifestSet twenty = services(20);
    Runnable done = guard.expect(origins(twenty));
    assertThat(admit(twenty, deleted(20), START)).hasSize(20);
    done.run();
    assertThat(admit(twenty, deleted(20), START)).isEmpty();
  }

  @Test
  void whatElseIsGoneBesideADeleteCommandIsHeld() {
    guard.expect(origins(services(5)));
    assertThat(admit(services(20), deleted(15), START)).hasSize(15);
    assertThat(admit(services(20), deleted(16), START)).as("only these").hasSize(5);
  }

  @Test
  void otherChangesGoOn() {
    ManifestSet twenty = services(20);
    FileChange added = new FileChange.Text("new.yaml", service("new"));
    List<FileChange> changes = Stream.concat(deleted(15).stream(), Stream.of(added)).toList();
    assertThat(admit(twenty, changes, START)).containsExactly(added);
  }

  @Test
  void filesThatComeBackEndIt() {
    ManifestSet twenty = services(20);
    admit(twenty, deleted(20), START);
    List<FileChange> back =
        IntStream.range(0, 20)
            .<FileChange>mapToObj(i -> new FileChange.Text(file(i), service("s" + i)))
            .toList();
    assertThat(admit(twenty, back, START.plusSeconds(1))).hasSize(20);
    assertThat(guard.diagnostic()).isEmpty();
    assertThat(admit(twenty, List.of(), START.plus(WAIT))).isEmpty();
  }

  @Test
  void objectsThatMoveAreNotDeleted() {
    String all =
        IntStream.range(0, 20)
            .mapToObj(i -> service("s" + i))
            .reduce("", (a, b) -> a + "---\n" + b);
    FileChange moved = new FileChange.Text("all.yaml", all);
    List<FileChange> changes = Stream.concat(deleted(20).stream(), Stream.of(moved)).toList();
    assertThat(admit(services(20), changes, START)).hasSize(21);
  }

  @Test
  void filesThatGoOneAfterTheOtherGoAtOnceToo() {
    ManifestSet set = services(40);
    Duration now = START;
    for (int i = 0; i < 20; i++) {
      assertThat(admit(set, List.of(new FileChange.Deleted(file(i))), now)).hasSize(1);
      set = set.without(file(i));
      now = now.plusMillis(50);
    }
    assertThat(admit(set, List.of(new FileChange.Deleted(file(20))), now)).isEmpty();
  }

  @Test
  void aDeletionNowAndThenIsNone() {
    ManifestSet set = services(40);
    Duration now = START;
    for (int i = 0; i < 39; i++) {
      assertThat(admit(set, List.of(new FileChange.Deleted(file(i))), now)).hasSize(1);
      set = set.without(file(i));
      now = now.plusSeconds(3);
    }
  }

  private List<FileChange> admit(ManifestSet before, List<FileChange> changes, Duration now) {
    return guard.admit(before, changes, now).changes();
  }

  private static List<Origin> origins(ManifestSet set) {
    return set.stored().stream().map(object -> object.key().id()).toList();
  }

  private static ManifestSet services(int count) {
    ManifestSet.Edit edit = ManifestSet.empty().edit();
    IntStream.range(0, count).forEach(i -> edit.put(file(i), service("s" + i)));
    return edit.build();
  }

  private static List<FileChange> deleted(int count) {
    return IntStream.range(0, count)
        .<FileChange>mapToObj(i -> new FileChange.Deleted(file(i)))
        .toList();
  }

  private static String file(int i) {
    return "s" + i + ".yaml";
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
