/** Manifests in, Envoy resources out. */
@NullMarked
package dev.signalbox.translator;

import org.jspecify.annotations.NullMarked;
