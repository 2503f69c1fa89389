/** Threads that others share. */
@NullMarked
package dev.signalbox.controlplane.thread;

import org.jspecify.annotations.NullMarked;
