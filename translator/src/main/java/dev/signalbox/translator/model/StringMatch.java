package dev.signalbox.translator.model;

/** A condition on a text. */
public sealed interface StringMatch {
  record Exact(String value) implements StringMatch {}

  record Prefix(String value) implements StringMatch {}

  /** RE2; matches the whole text. */
  record Regex(String pattern) implements StringMatch {}

  /** One of several values, of which a header or parameter that is repeated has some. */
  record OneOf(StringMatch value) implements StringMatch {}

  /** There is one, whatever it is. */
  record Present() implements StringMatch {}
}
