/** Manifests made at random over the whole API, from the pinned schemas. */
@NullMarked
package dev.signalbox.it.generated;

import org.jspecify.annotations.NullMarked;
