/** The README, run as a new user would. */
@NullMarked
package dev.signalbox.it.readme;

import org.jspecify.annotations.NullMarked;
