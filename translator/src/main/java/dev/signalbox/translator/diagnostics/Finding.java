package dev.signalbox.translator.diagnostics;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/** A diagnostic with its place in a file, as people and scripts see it. */
public record Finding(Diagnostic diagnostic, Optional<Place> place, ImmutableList<Place> related) {}
