/** Envoy as a program: its bootstrap, where its binary comes from, and a running process. */
@NullMarked
package dev.signalbox.controlplane.envoy;

import org.jspecify.annotations.NullMarked;
