/** Programs that run in the network namespaces of a test. */
@NullMarked
package dev.signalbox.it.pod;

import org.jspecify.annotations.NullMarked;
