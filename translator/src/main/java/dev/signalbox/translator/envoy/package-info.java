/** The model to Envoy's resources: an emitter for each part, from one inputs record each. */
@NullMarked
package dev.signalbox.translator.envoy;

import org.jspecify.annotations.NullMarked;
