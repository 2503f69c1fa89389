package dev.signalbox.controlplane.report;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import java.util.regex.Pattern;

/** How many columns of a terminal a text takes. */
final class DisplayWidth {
  /** What a reader takes for one character, such as an emoji of several code points. */
  private static final Pattern CHARACTER = Pattern.compile("\\X");

  private static final int EMOJI_STYLE = 0xFE0F;

  /** Wide and full-width characters of Unicode's annex 11, in blocks. */
  private static final ImmutableRangeSet<Integer> WIDE =
      ImmutableRangeSet.<Integer>builder()
          .add(Range.closed(0x1100, 0x115F))
          .add(Range.closed(0x2E80, 0x303E))
          .add(Range.closed(0x3041, 0xA4CF))
          .add(Range.closed(0xA960, 0xA97F))
          .add(Range.closed(0xAC00, 0xD7A3))
          .add(Range.closed(0xF900, 0xFAFF))
          .add(Range.closed(0xFE30, 0xFE6F))
          .add(Range.closed(0xFF00, 0xFF60))
          .add(Range.closed(0xFFE0, 0xFFE6))
          .add(Range.closed(0x16FE0, 0x18DFF))
          .add(Range.closed(0x1AFF0, 0x1B2FF))
          .add(Range.closed(0x20000, 0x3FFFD))
          .build();

  private DisplayWidth() {}

  static int of(String text) {
    return text.chars().allMatch(c -> c < 0x300)
        ? text.length()
        : CHARACTER.matcher(text).results().mapToInt(result -> character(result.group())).sum();
  }

  private static int character(String character) {
    if (character.codePoints().anyMatch(c -> isWide(c) || c == EMOJI_STYLE)) {
      return 2;
    }
    return character.codePoints().allMatch(DisplayWidth::isInvisible) ? 0 : 1;
  }

  private static boolean isWide(int codePoint) {
    return WIDE.contains(codePoint) || Character.isEmojiPresentation(codePoint);
  }

  private static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> true;
      default -> false;
    };
  }
}
