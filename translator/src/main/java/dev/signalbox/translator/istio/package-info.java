/** Istio's kinds to the model, a class for each kind. */
@NullMarked
package dev.signalbox.translator.istio;

import org.jspecify.annotations.NullMarked;
