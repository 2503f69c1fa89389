package dev.signalbox.translator.manifest.cel;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Operators, and what is inside of what. */
final class Operators {
  /** Property names that are words of the language are written with these around them. */
  private static final String RESERVED_MARK = "__";

  private static final ImmutableSet<String> ORDER = ImmutableSet.of("<", "<=", ">", ">=");

  private Operators() {}

  /** Or is decided by true, and by false: whatever the other side is, an error included. */
  static Expression decidedBy(boolean decisive, Expression left, Expression right) {
    return scope -> {
      try {
        if (left.isTrue(scope) == decisive) {
          return decisive;
        }
      } catch (CelException e) {
        if (right.isTrue(scope) == decisive) {
          return decisive;
        }
        throw e;
      }
      return right.isTrue(scope);
    };
  }

  static Expression relation(String sign, Expression left, Expression right) {
    return switch (sign) {
      case "==" -> scope -> equal(left.in(scope), right.in(scope));
      case "!=" -> scope -> !equal(left.in(scope), right.in(scope));
      case "in" -> scope -> isIn(left.in(scope), right.in(scope));
      default -> order(sign, left, right);
    };
  }

  private static Expression order(String sign, Expression left, Expression right) {
    if (!ORDER.contains(sign)) {
      throw new CelException("no operator " + sign);
    }
    return scope -> {
      int difference = compare(left.in(scope), right.in(scope));
      return switch (sign) {
        case "<" -> difference < 0;
        case "<=" -> difference <= 0;
        case ">" -> difference > 0;
        default -> difference >= 0;
      };
    };
  }

  static boolean equal(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Number a && right instanceof Number b) {
      return compareNumbers(a, b) == 0;
    }
    return Objects.equals(left, right);
  }

  private static boolean isIn(@Nullable Object item, @Nullable Object container) {
    return switch (container) {
      case List<?> list -> list.stream().anyMatch(other -> equal(item, other));
      case Map<?, ?> map -> map.containsKey(item);
      case null, default -> throw new CelException("in wants a list or a map");
    };
  }

  private static int compare(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Number a && right instanceof Number b) {
      return compareNumbers(a, b);
    }
    if (left instanceof Duration a && right instanceof Duration b) {
      return a.compareTo(b);
    }
    if (left instanceof String a && right instanceof String b) {
      return a.compareTo(b);
    }
    throw new CelException("values of different types have no order");
  }

  private static int compareNumbers(Number left, Number right) {
    return left instanceof Long && right instanceof Long
        ? Long.compare(left.longValue(), right.longValue())
        : Double.compare(left.doubleValue(), right.doubleValue());
  }

  static Expression sum(int sign, Expression left, Expression right) {
    return scope -> {
      if (left.in(scope) instanceof Long a && right.in(scope) instanceof Long b) {
        return a + (sign * b);
      }
      throw new CelException("only integers can be added");
    };
  }

  static Expression list(List<Expression> items) {
    return scope -> {
      List<@Nullable Object> values = new ArrayList<>();
      items.forEach(item -> values.add(item.in(scope)));
      return values;
    };
  }

  static Expression item(Expression value, Expression index) {
    return scope -> {
      if (value.in(scope) instanceof List<?> list
          && index.in(scope) instanceof Long at
          && at >= 0
          && at < list.size()) {
        return list.get(at.intValue());
      }
      throw new CelException("there is no such item");
    };
  }

  static Field field(Expression value, String name) {
    boolean reserved = name.startsWith(RESERVED_MARK) && name.endsWith(RESERVED_MARK);
    int mark = reserved ? RESERVED_MARK.length() : 0;
    return new Field(value, name.substring(mark, name.length() - mark));
  }

  /** A property of a mapping. */
  record Field(Expression value, String name) implements Expression {
    @Override
    public @Nullable Object in(Scope scope) {
      Object found = mapping(scope).get(name);
      if (found == null) {
        throw new CelException("no such key: " + name);
      }
      return found;
    }

    boolean isSet(Scope scope) {
      return mapping(scope).get(name) != null;
    }

    private Map<?, ?> mapping(Scope scope) {
      return value.in(scope) instanceof Map<?, ?> map ? map : ImmutableMap.of();
    }
  }
}
