package dev.signalbox.controlplane.cli;

/** How objects are written. */
enum ObjectFormat {
  TABLE,
  WIDE,
  NAME,
  JSON,
  YAML
}
