/** What has become of Gateway API's objects, since when, and how their status says it. */
@NullMarked
package dev.signalbox.controlplane.status;

import org.jspecify.annotations.NullMarked;
