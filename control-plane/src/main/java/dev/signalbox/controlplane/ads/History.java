package dev.signalbox.controlplane.ads;

import dev.signalbox.controlplane.ads.TypeStatus.Condition;
import java.time.Instant;
import java.util.Optional;

/** When a client was sent a type, and what it answered. */
final class History {
  private String ackedVersion = "";
  private Optional<Instant> sentAt = Optional.empty();
  private Optional<Instant> ackedAt = Optional.empty();
  private String error = "";

  void sent(Instant now) {
    sentAt = Optional.of(now);
  }

  void acknowledged(String version, Instant now) {
    ackedVersion = version;
    ackedAt = Optional.of(now);
  }

  void rejected(String message) {
    error = message;
  }

  boolean isBlank() {
    return sentAt.isEmpty() && ackedAt.isEmpty();
  }

  TypeStatus status(TypeState state) {
    return new TypeStatus(
        state.type(),
        condition(state),
        state.sent(),
        state.acknowledged(),
        state.refusals(),
        ackedVersion,
        sentAt,
        ackedAt,
        state.refusals().isEmpty() && !state.heldBack().hasUntried() ? "" : error);
  }

  private Condition condition(TypeState state) {
    if (!state.refusals().isEmpty() || state.heldBack().hasUntried()) {
      return Condition.ERROR;
    }
    if (state.outstanding() != null) {
      return Condition.STALE;
    }
    return ackedAt.isPresent() || !state.acknowledged().isEmpty()
        ? Condition.SYNCED
        : Condition.NOT_SENT;
  }
}
