package dev.signalbox.controlplane.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PendingTest {
  private static final Path FILE = Path.of("/a.yaml");

  private final Pending pending = new Pending(seconds(4));

  @Test
  void aFileThatIsBeingWrittenWaitsForItsEnd() {
    pending.writing(FILE, seconds(1));
    assertThat(pending.isEmpty()).isTrue();
    assertThat(pending.isWriting(FILE)).isTrue();
    pending.done(FILE, seconds(2));
    assertThat(pending.files()).containsExactly(FILE);
    assertThat(pending.isWriting(FILE)).isFalse();
    pending.writing(FILE, seconds(3));
    assertThat(pending.files()).isEmpty();
  }

  @Test
  void whatNobodyGoesOnWritingCounts() {
    pending.writing(FILE, seconds(1));
    pending.writing(FILE, seconds(3));
    assertThat(pending.nextExpiry()).contains(seconds(7));
    pending.expire(seconds(6), file -> false);
    assertThat(pending.files()).isEmpty();
    pending.expire(seconds(7), file -> false);
    assertThat(pending.files()).containsExactly(FILE);
    assertThat(pending.nextExpiry()).isEmpty();
  }

  @Test
  void anEmptyFileIsGivenAMinute() {
    pending.writing(FILE, seconds(0));
    for (int second = 4; second < 60; second += 4) {
      pending.expire(seconds(second), file -> true);
      assertThat(pending.files()).isEmpty();
      assertThat(pending.nextExpiry()).contains(seconds(second + 4));
    }
    pending.expire(seconds(60), file -> true);
    assertThat(pending.files()).containsExactly(FILE);
  }

  @Test
  void afterALossNoWriteIsWaitedFor() {
    pending.writing(FILE, seconds(1));
    pending.lost(seconds(2));
    assertThat(pending.isWriting(FILE)).isFalse();
    assertThat(pending.isEverywhere()).isTrue();
    pending.looked();
    assertThat(pending.isEmpty()).isTrue();
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
