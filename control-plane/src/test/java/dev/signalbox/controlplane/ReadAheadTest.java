package dev.signalbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.source.FileChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
  private static final FileChange SMALL = new FileChange.Text("small.yaml", "kind: A");
  private static final FileChange LARGE = large("x");

  private final Queue<Runnable> elsewhere = new ArrayDeque<>();
  private final List<ImmutableList<FileChange>> next = new ArrayList<>();
  private final ReadAhead readAhead = new ReadAhead(elsewhere::add, next::add);

  @BeforeEach
  void start() {
    readAhead.accept(List.of());
    next.clear();
  }

  @Test
  void theFirstBatchStaysWhole() {
    List<ImmutableList<FileChange>> taken = new ArrayList<>();
    new ReadAhead(elsewhere::add, taken::add).accept(List.of(LARGE, SMALL));
    assertThat(taken).containsExactly(ImmutableList.of(LARGE, SMALL));
  }

  @Test
  void aLargeFileHoldsUpNobody() {
    readAhead.accept(List.of(LARGE, SMALL));
    assertThat(next).containsExactly(ImmutableList.of(SMALL));
    elsewhere.remove().run();
    assertThat(next.getLast())
        .singleElement()
        .isInstanceOfSatisfying(
            FileChange.Read.class, read -> assertThat(read.file()).isEqualTo("large.yaml"));
  }

  @Test
  void theLatestChangeOfAFileCounts() {
    readAhead.accept(List.of(LARGE));
    readAhead.accept(List.of(large("y")));
    readAhead.accept(List.of(new FileChange.Deleted("large.yaml")));
    elsewhere.forEach(Runnable::run);
    assertThat(next).containsExactly(ImmutableList.of(new FileChange.Deleted("large.yaml")));
  }

  private static FileChange large(String text) {
    return new FileChange.Text("large.yaml", "# " + text.repeat(200_000));
  }
}
