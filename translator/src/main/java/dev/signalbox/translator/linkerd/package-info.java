/** Linkerd's own kinds and annotations to the model. */
@NullMarked
package dev.signalbox.translator.linkerd;

import org.jspecify.annotations.NullMarked;
