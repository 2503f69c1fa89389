/** Text to typed manifests: a record for each kind, one to one with the document. */
@NullMarked
package dev.signalbox.translator.manifest;

import org.jspecify.annotations.NullMarked;
