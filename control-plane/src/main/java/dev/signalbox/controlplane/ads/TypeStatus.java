package dev.signalbox.controlplane.ads;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.ResourceType;
import java.time.Instant;
import java.util.Optional;

/**
 * What a client was sent of one type, and what it made of it.
 *
 * @param sent what it has once it accepted the last response
 * @param acknowledged what it is known to have
 * @param ackedVersion of the last response that it acknowledged; empty before
 * @param error the last refusal's text, until nothing is held back; empty if none
 */
public record TypeStatus(
    ResourceType type,
    Condition condition,
    ImmutableSortedMap<String, Resource> sent,
    ImmutableSortedMap<String, Resource> acknowledged,
    ImmutableList<Refusal> refusals,
    String ackedVersion,
    Optional<Instant> sentAt,
    Optional<Instant> ackedAt,
    String error) {

  /** How far a client is with a type. */
  public enum Condition {
    NOT_SENT,
    /** A response is on its way. */
    STALE,
    /** Something is held back. */
    ERROR,
    SYNCED
  }
}
