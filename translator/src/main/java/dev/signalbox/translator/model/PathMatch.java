package dev.signalbox.translator.model;

/** A condition on a request's path. Istio's prefix is plain text, Gateway API's is by segment. */
public sealed interface PathMatch {
  record Exact(String path, boolean ignoreCase) implements PathMatch {}

  record StringPrefix(String prefix, boolean ignoreCase) implements PathMatch {}

  record SegmentPrefix(String prefix) implements PathMatch {}

  /** RE2; matches the whole path. */
  record Regex(String pattern) implements PathMatch {}
}
