package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Finding;

/**
 * What a file holds.
 *
 * @param unreadable one for each document that can't be read
 */
public record ParsedFile(ImmutableList<Document> documents, ImmutableList<Finding> unreadable) {}
