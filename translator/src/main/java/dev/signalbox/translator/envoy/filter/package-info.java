/** HTTP filters, a file for each, and their order. */
@NullMarked
package dev.signalbox.translator.envoy.filter;

import org.jspecify.annotations.NullMarked;
