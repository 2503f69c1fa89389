/** The xDS protocol without IO: what one stream is sent, and when. */
@NullMarked
package dev.signalbox.controlplane.ads;

import org.jspecify.annotations.NullMarked;
