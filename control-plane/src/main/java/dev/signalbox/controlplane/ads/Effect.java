package dev.signalbox.controlplane.ads;

import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.ResourceType;

/** What a stream wants done, or said. */
public sealed interface Effect {

  /** Send a response. */
  record Send(Response response) implements Effect {}

  /** The client acknowledged the outstanding response of the type. */
  record Acknowledged(ResourceType type) implements Effect {}

  /** The client refused the outstanding response of the type. */
  record Rejected(ResourceType type, String message) implements Effect {}

  /** A resource is held back from this client. */
  record Withheld(Refusal refusal) implements Effect {}

  /**
   * An ACK is overdue.
   *
   * @param suspects the clusters that are taken back for it
   */
  record Overdue(ResourceType type, ImmutableSet<String> suspects) implements Effect {}
}
