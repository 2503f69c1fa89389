package dev.signalbox.controlplane.ads;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.ResourceType;
import dev.signalbox.translator.Snapshot;
import java.util.Optional;

/** What happens to a stream. */
public sealed interface Event {

  /**
   * A request of the client.
   *
   * @param nonce of the response that it answers; empty if none
   * @param initialVersions what a reconnecting incremental client has, by name
   * @param error present if the response is refused
   */
  record Request(
      ResourceType type,
      String nonce,
      Names names,
      ImmutableMap<String, String> initialVersions,
      Optional<String> error)
      implements Event {}

  /** A snapshot to bring the client to. */
  record Target(Snapshot snapshot) implements Event {}

  /** Whether the transport takes more; nothing is sent while it doesn't. */
  record Ready(boolean ready) implements Event {}

  /** The time that the stream asked to be called at, or any other. */
  record Tick() implements Event {}

  /** How a request changes the names that it subscribes to. */
  sealed interface Names {}

  /** All names, as a state-of-the-world request lists them. */
  record AllNames(ImmutableSet<String> names) implements Names {}

  /** The difference that an incremental request makes. */
  record NameChange(ImmutableSet<String> subscribe, ImmutableSet<String> unsubscribe)
      implements Names {}
}
