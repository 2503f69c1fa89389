package dev.signalbox.translator.manifest.schema;

import dev.signalbox.translator.manifest.Yaml;

/** One thing that a schema demands of a value of the right type. */
interface Check {
  void check(Yaml value, FieldPath path, Problems problems);
}
