/** What survives the end of the process. */
@NullMarked
package dev.signalbox.controlplane.state;

import org.jspecify.annotations.NullMarked;
