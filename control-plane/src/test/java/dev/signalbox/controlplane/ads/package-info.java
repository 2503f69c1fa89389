/** Conversations of the xDS protocol. */
@NullMarked
package dev.signalbox.controlplane.ads;

import org.jspecify.annotations.NullMarked;
