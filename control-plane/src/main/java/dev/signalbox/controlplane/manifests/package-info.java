/** The manifests in the watched folders as objects: listed, written and deleted one by one. */
@NullMarked
package dev.signalbox.controlplane.manifests;

import org.jspecify.annotations.NullMarked;
