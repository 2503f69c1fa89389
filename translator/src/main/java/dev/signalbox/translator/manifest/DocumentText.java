package dev.signalbox.translator.manifest;

/**
 * A document as it is written.
 *
 * @param firstLine its first line's number in the file
 */
public record DocumentText(int firstLine, String text) {}
