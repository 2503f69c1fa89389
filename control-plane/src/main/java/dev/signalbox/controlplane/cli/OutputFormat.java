package dev.signalbox.controlplane.cli;

/** How a command writes what it found. */
enum OutputFormat {
  TABLE,
  /** As istioctl calls the table. */
  SHORT,
  JSON,
  YAML
}
