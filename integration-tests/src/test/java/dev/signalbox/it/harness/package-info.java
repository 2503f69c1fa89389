/** A mesh on loopback addresses: manifests in a folder, a control plane, Envoys and backends. */
@NullMarked
package dev.signalbox.it.harness;

import org.jspecify.annotations.NullMarked;
