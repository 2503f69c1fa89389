package dev.signalbox.translator.manifest;

/**
 * A document as it is written.
 *
 * @param firstLine its first line's number in the file
 */
public record DocumentText(int firstLine, String text) {

  /** Without the blank lines at its start; each line keeps its number. */
  DocumentText withoutBlankStart() {
    int start = 0;
    int line = firstLine;
    int end = text.indexOf('\n');
    while (end >= 0 && text.substring(start, end).isBlank()) {
      start = end + 1;
      line++;
      end = text.indexOf('\n', start);
    }
    return new DocumentText(line, text.substring(start));
  }
}
