/** What must work on real Envoys, a class for each promise. */
@NullMarked
package dev.signalbox.it;

import org.jspecify.annotations.NullMarked;
