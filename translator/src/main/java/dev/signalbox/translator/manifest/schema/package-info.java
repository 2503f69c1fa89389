/**
 * Structural schemas: what an API server checks, and fills in, before anybody else sees a field.
 */
@NullMarked
package dev.signalbox.translator.manifest.schema;

import org.jspecify.annotations.NullMarked;
