/** The server, over real connections. */
@NullMarked
package dev.signalbox.controlplane.server;

import org.jspecify.annotations.NullMarked;
