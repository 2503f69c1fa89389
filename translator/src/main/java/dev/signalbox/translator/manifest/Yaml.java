package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/** A YAML node with its position in the file; lines and columns count from 1. */
public sealed interface Yaml {
  int line();

  int column();

  /** What an error message calls it. */
  String describe();

  /** A mapping, in the order of the text. */
  record Mapping(int line, int column, ImmutableMap<String, Entry> entries) implements Yaml {
    @Override
    public String describe() {
      return "a mapping";
    }
  }

  /** A value with the position of its key. */
  record Entry(int line, int column, Yaml value) {}

  /** A sequence. */
  record Sequence(int line, int column, ImmutableList<Yaml> items) implements Yaml {
    @Override
    public String describe() {
      return "a list";
    }
  }

  /** A scalar, with the type that Kubernetes' YAML reader would give it. */
  record Scalar(int line, int column, Type type, String text) implements Yaml {
    /** What a plain scalar resolves to; a quoted one is always a string. */
    public enum Type {
      STRING,
      NUMBER,
      BOOLEAN,
      NULL
    }

    @Override
    public String describe() {
      return switch (type) {
        case STRING -> "the string \"" + text + "\"";
        case NUMBER -> "the number " + text;
        case BOOLEAN -> "the boolean " + text;
        case NULL -> "null";
      };
    }
  }

  default boolean isNull() {
    return this instanceof Scalar(int line, int column, Scalar.Type type, String text)
        && type == Scalar.Type.NULL;
  }
}
