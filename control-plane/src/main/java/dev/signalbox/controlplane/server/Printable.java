package dev.signalbox.controlplane.server;

/** Text from outside, fit for a line of a log. */
public final class Printable {
  private static final int MAX_LENGTH = 2000;

  private Printable() {}

  /** Control characters escaped, and cut to a sane length. */
  public static String of(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(MAX_LENGTH)
        .forEach(
            character -> {
              if (Character.isISOControl(character) || !Character.isDefined(character)) {
                line.append("\\u%04x".formatted(character));
              } else {
                line.appendCodePoint(character);
              }
            });
    return line.toString();
  }
}
