/** Scripts with which shells complete command lines, made from what the commands declare. */
@NullMarked
package dev.signalbox.controlplane.completion;

import org.jspecify.annotations.NullMarked;
