/** Everything that moves: sources, the loop, ADS, the admin API, the commands. */
@NullMarked
package dev.signalbox.controlplane;

import org.jspecify.annotations.NullMarked;
