/** The demo: bookinfo as built-in servers, real Envoys in front of them, and the command. */
@NullMarked
package dev.signalbox.controlplane.demo;

import org.jspecify.annotations.NullMarked;
