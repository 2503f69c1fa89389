package dev.signalbox.translator.manifest.cel;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.net.InetAddresses;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The functions, by name; a method's target is its first argument. */
final class Functions {
  private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

  private static final ImmutableMap<String, Function> KNOWN =
      ImmutableMap.<String, Function>builder()
          .put("size", new Function(1, a -> size(a.get(0))))
          .put("contains", new Function(2, a -> text(a, 0).contains(text(a, 1))))
          .put("startsWith", new Function(2, a -> text(a, 0).startsWith(text(a, 1))))
          .put("endsWith", new Function(2, a -> text(a, 0).endsWith(text(a, 1))))
          .put("matches", new Function(2, a -> pattern(text(a, 1)).matcher(text(a, 0)).find()))
          .put("split", new Function(2, a -> Splitter.on(text(a, 1)).splitToList(text(a, 0))))
          .put("substring", new Function(3, Functions::substring))
          .put("duration", new Function(1, a -> GoDuration.parse(text(a, 0))))
          .put("isIP", new Function(1, a -> InetAddresses.isInetAddress(text(a, 0))))
          .buildOrThrow();

  private Functions() {}

  private interface Body {
    Object of(List<@Nullable Object> arguments);
  }

  private record Function(int most, Body body) {}

  static Expression of(String name, List<Expression> arguments) {
    Function function = KNOWN.get(name);
    if (function == null || arguments.size() > function.most || arguments.isEmpty()) {
      throw new CelException("there is no function " + name + " of " + arguments.size());
    }
    return scope -> {
      List<@Nullable Object> values = new ArrayList<>();
      arguments.forEach(argument -> values.add(argument.in(scope)));
      return function.body.of(values);
    };
  }

  private static Long size(@Nullable Object value) {
    return switch (value) {
      case String text -> (long) text.codePointCount(0, text.length());
      case List<?> list -> (long) list.size();
      case Map<?, ?> map -> (long) map.size();
      case null, default -> throw new CelException("has no size");
    };
  }

  private static String substring(List<@Nullable Object> arguments) {
    String text = text(arguments, 0);
    int start = position(arguments, 1, text);
    int end = arguments.size() > 2 ? position(arguments, 2, text) : text.length();
    if (start > end) {
      throw new CelException("the substring ends before it starts");
    }
    return text.substring(start, end);
  }

  private static int position(List<@Nullable Object> arguments, int index, String text) {
    if (arguments.get(index) instanceof Long at
        && at >= 0
        && at <= text.codePointCount(0, text.length())) {
      return text.offsetByCodePoints(0, at.intValue());
    }
    throw new CelException("is outside the text");
  }

  private static String text(List<@Nullable Object> arguments, int index) {
    if (index < arguments.size() && arguments.get(index) instanceof String text) {
      return text;
    }
    throw new CelException("is not a text");
  }

  private static Pattern pattern(String regex) {
    try {
      return PATTERNS.computeIfAbsent(regex, Pattern::compile);
    } catch (PatternSyntaxException e) {
      throw new CelException(String.valueOf(e.getMessage()));
    }
  }
}
