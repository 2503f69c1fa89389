/** Linkerd's annotations, which its own kinds, Gateway API's and Services may carry. */
@NullMarked
package dev.signalbox.translator.annotations;

import org.jspecify.annotations.NullMarked;
