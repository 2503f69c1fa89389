/** Checks of values that several dialects need. */
@NullMarked
package dev.signalbox.translator.check;

import org.jspecify.annotations.NullMarked;
