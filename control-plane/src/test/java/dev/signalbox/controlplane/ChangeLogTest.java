package dev.signalbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.source.FileChange;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Place;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChangeLogTest {
  private final CapturedLog captured = CapturedLog.of("dev.signalbox.findings");

  @AfterEach
  void stop() {
    captured.close();
  }

  @Test
  void aFindingIsLoggedWhenItAppearsAndNotWhenItMoves() {
    FindingLog log = new FindingLog();
    log.update(List.of(finding(3)));
    log.update(List.of(finding(4)));
    assertThat(captured.lines())
        .containsExactly("WARNING a.yaml:3:5: error SB2001 no host revews. Did you mean reviews?");
    log.update(List.of());
    log.update(List.of(finding(4)));
    assertThat(captured.lines()).hasSize(2);
  }

  @Test
  void theSameFindingInAnotherFileIsLoggedToo() {
    FindingLog log = new FindingLog();
    log.update(List.of(finding("a.yaml", 1)));
    log.update(List.of(finding("a.yaml", 1), finding("b.yaml", 1)));
    assertThat(captured.lines())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("WARNING b.yaml:1:5: error");
  }

  @Test
  void aChangeSaysWhatItDid() {
    assertThat(ChangeLine.of(files(1), 2, 1, Duration.ofMillis(7)))
        .isEqualTo("f0.yaml: 2 resources changed for 1 proxy (7 ms)");
    assertThat(ChangeLine.of(files(7), 0, 0, Duration.ZERO))
        .startsWith("f0.yaml, f1.yaml, f2.yaml, f3.yaml, f4.yaml and 2 more: no change");
  }

  private static List<FileChange> files(int count) {
    return IntStream.range(0, count)
        .<FileChange>mapToObj(i -> new FileChange.Deleted("f" + i + ".yaml"))
        .toList();
  }

  private static Finding finding(int line) {
    return finding("a.yaml", line);
  }

  private static Finding finding(String file, int line) {
    Origin origin = new Origin("VirtualService", "default", "reviews", "spec.http[0]");
    return new Finding(
        Diagnostic.of(Code.HOST_NOT_FOUND, origin, "no host revews", "Did you mean reviews?"),
        Optional.of(new Place(file, line, 5)),
        ImmutableList.of());
  }
}
