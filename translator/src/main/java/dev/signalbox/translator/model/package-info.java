/** The routing model: immutable values that every dialect becomes and every reader reads. */
@NullMarked
package dev.signalbox.translator.model;

import org.jspecify.annotations.NullMarked;
