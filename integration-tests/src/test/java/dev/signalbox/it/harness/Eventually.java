package dev.signalbox.it.harness;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** Waits until an assertion holds: a change needs a moment to reach an Envoy. */
public final class Eventually {
  private static final Duration AT_MOST = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(20);

  private Eventually() {}

  public static void eventually(ThrowingRunnable assertion) {
    Awaitility.await()
        .atMost(AT_MOST)
        .pollInterval(POLL)
        .pollDelay(Duration.ZERO)
        .ignoreExceptions()
        .untilAsserted(assertion);
  }
}
