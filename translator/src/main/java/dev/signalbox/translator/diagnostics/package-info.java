/** What is wrong with the manifests, and where. */
@NullMarked
package dev.signalbox.translator.diagnostics;

import org.jspecify.annotations.NullMarked;
