/** What operators and scripts ask over HTTP. */
@NullMarked
package dev.signalbox.controlplane.admin;

import org.jspecify.annotations.NullMarked;
