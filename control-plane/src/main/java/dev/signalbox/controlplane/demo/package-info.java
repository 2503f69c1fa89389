/** The demo: applications as built-in servers, real Envoys beside them, and the command. */
@NullMarked
package dev.signalbox.controlplane.demo;

import org.jspecify.annotations.NullMarked;
