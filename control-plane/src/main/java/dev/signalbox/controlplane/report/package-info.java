/** Values as JSON, YAML, SARIF and text, in the shapes that scripts rely on. */
@NullMarked
package dev.signalbox.controlplane.report;

import org.jspecify.annotations.NullMarked;
