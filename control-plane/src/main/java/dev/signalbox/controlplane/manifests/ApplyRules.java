package dev.signalbox.controlplane.manifests;

import dev.signalbox.controlplane.manifests.Applied.Validation;

/**
 * How objects are taken.
 *
 * @param namespace the one that all must be in; empty if each says its own
 */
record ApplyRules(Validation validation, String namespace) {}
