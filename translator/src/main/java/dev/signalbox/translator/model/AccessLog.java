package dev.signalbox.translator.model;

import com.google.protobuf.Struct;

/** Where each request and connection is written down, and how. */
public record AccessLog(String file, Format format) {

  /** What a line looks like. */
  public sealed interface Format {
    record Text(String format) implements Format {}

    record Json(Struct fields) implements Format {}
  }
}
