/** Gateway API's kinds, and Linkerd's HTTPRoute that descends from them, to the model. */
@NullMarked
package dev.signalbox.translator.gatewayapi;

import org.jspecify.annotations.NullMarked;
