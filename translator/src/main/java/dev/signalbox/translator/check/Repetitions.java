package dev.signalbox.translator.check;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayDeque;
import java.util.Deque;

/** How often a regular expression repeats its innermost part: RE2 limits that, re2j doesn't. */
final class Repetitions {
  /** RE2's. */
  static final int LIMIT = 1000;

  private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,6})(?:,(\\d{0,6}))?\\}");

  private Repetitions() {}

  /** The product of nested counts, at its highest; close enough where the syntax is wrong. */
  static long most(String pattern) {
    Matcher count = COUNT.matcher(pattern);
    Deque<Long> outer = new ArrayDeque<>();
    long most = 1;
    long inGroup = 1;
    long last = 1;
    boolean inClass = false;
    for (int at = 0; at < pattern.length(); at++) {
      char c = pattern.charAt(at);
      if (c == '\\') {
        at++;
        last = 1;
      } else if (inClass) {
        inClass = c != ']';
      } else if (c == '[') {
        inClass = true;
        last = 1;
      } else if (c == '(') {
        outer.push(inGroup);
        inGroup = 1;
      } else if (c == ')' && !outer.isEmpty()) {
        last = inGroup;
        inGroup = Math.max(outer.pop(), last);
      } else if (c == '{' && count.find(at) && count.start() == at) {
        last = Math.min(last * times(count), Integer.MAX_VALUE);
        inGroup = Math.max(inGroup, last);
        at = count.end() - 1;
      } else if (c != '*' && c != '+' && c != '?') {
        last = 1;
      }
      most = Math.max(most, inGroup);
    }
    return most;
  }

  private static long times(Matcher count) {
    String highest = count.group(2);
    boolean open = highest == null || highest.isEmpty();
    return Math.max(1, Long.parseLong(open ? count.group(1) : highest));
  }
}
