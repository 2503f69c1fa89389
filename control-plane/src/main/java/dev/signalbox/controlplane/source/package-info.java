/** Where manifests come from. */
@NullMarked
package dev.signalbox.controlplane.source;

import org.jspecify.annotations.NullMarked;
