package dev.signalbox.translator.model;

/** What a destination turned out to be. */
public sealed interface Backend {
  /** The cluster that gets the traffic, whether or not it exists. */
  ClusterKey key();

  record ToCluster(ClusterKey key) implements Backend {}

  /** Keeps its share, which is answered with an error. */
  record Invalid(ClusterKey key, String reason) implements Backend {}
}
