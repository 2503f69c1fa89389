package dev.signalbox.translator.model;

/** A condition on a text. */
public sealed interface StringMatch {
  record Exact(String value) implements StringMatch {}

  record Prefix(String value) implements StringMatch {}

  /** RE2; matches the whole text. */
  record Regex(String pattern) implements StringMatch {}

  /** There is one, whatever it is. */
  record Present() implements StringMatch {}
}
