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

  /**
   * A scalar, with the type that kubectl's YAML reader would give it.
   *
   * @param text the value: of a number or a boolean as JSON has it
   * @param written the value as it stands in the file, such as {@code 0x1F} or {@code yes}
   */
  record Scalar(int line, int column, Type type, String text, String written) implements Yaml {
    /** Written as JSON has it. */
    public Scalar(int line, int column, Type type, String text) {
      this(line, column, type, text, text);
    }

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
        case NUMBER -> "the number " + written;
        case BOOLEAN -> "the boolean " + written;
        case NULL -> "null";
      };
    }
  }

  default boolean isNull() {
    return this instanceof Scalar scalar && scalar.type() == Scalar.Type.NULL;
  }
}
