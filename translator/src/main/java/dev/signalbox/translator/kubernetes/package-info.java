/** Kubernetes' kinds to the model, a class for each kind. */
@NullMarked
package dev.signalbox.translator.kubernetes;

import org.jspecify.annotations.NullMarked;
