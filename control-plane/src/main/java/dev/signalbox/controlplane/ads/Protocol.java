package dev.signalbox.controlplane.ads;

/** The two variants of the xDS transport protocol. */
public enum Protocol {
  /** State of the world: a request lists all names, a response of LDS or CDS is the whole set. */
  SOTW,
  /** Incremental: requests and responses carry differences. */
  DELTA
}
