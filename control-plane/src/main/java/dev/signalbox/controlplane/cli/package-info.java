/** The commands. Results go to standard output, messages for people to standard error. */
@NullMarked
package dev.signalbox.controlplane.cli;

import org.jspecify.annotations.NullMarked;
