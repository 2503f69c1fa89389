/** The server, over real connections. */
@NullMarked
package dev.signalbox.controlplane.state;

import org.jspecify.annotations.NullMarked;
