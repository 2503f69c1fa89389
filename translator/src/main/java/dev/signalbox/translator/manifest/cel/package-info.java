/** The part of the Common Expression Language that the rules of Kubernetes' schemas use. */
@NullMarked
package dev.signalbox.translator.manifest.cel;

import org.jspecify.annotations.NullMarked;
