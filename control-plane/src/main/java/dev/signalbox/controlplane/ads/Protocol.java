package dev.signalbox.controlplane.ads;

import dev.signalbox.translator.ResourceType;

/** The two variants of the xDS transport protocol. */
public enum Protocol {
  /** State of the world: a request lists all names, a response of LDS or CDS is the whole set. */
  SOTW,
  /** Incremental: requests and responses carry differences. */
  DELTA;

  /** Whether each response holds all that there is, so that what it lacks is gone. */
  boolean sendsWholeSet(ResourceType type) {
    return this == SOTW && (type == ResourceType.CLUSTER || type == ResourceType.LISTENER);
  }
}
