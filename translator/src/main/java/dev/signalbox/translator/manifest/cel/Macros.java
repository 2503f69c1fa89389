package dev.signalbox.translator.manifest.cel;

import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.manifest.cel.Expression.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What takes an expression rather than a value. */
final class Macros {
  static final ImmutableSet<String> NAMES =
      ImmutableSet.of("all", "exists", "exists_one", "filter");

  private Macros() {}

  static Expression has(Expression argument) {
    if (argument instanceof Operators.Field field) {
      return field::isSet;
    }
    throw new CelException("has() takes a field");
  }

  static Expression of(String name, Expression target, String variable, Expression body) {
    return switch (name) {
      case "all" -> scope -> every(target, variable, body, scope, true);
      case "exists" -> scope -> !every(target, variable, body, scope, false);
      case "exists_one" -> scope -> filtered(target, variable, body, scope).size() == 1;
      default -> scope -> filtered(target, variable, body, scope);
    };
  }

  private static boolean every(
      Expression target, String variable, Expression body, Scope scope, boolean expected) {
    for (Object item : items(target.in(scope))) {
      if (body.isTrue(scope.with(variable, item)) != expected) {
        return false;
      }
    }
    return true;
  }

  private static List<?> filtered(
      Expression target, String variable, Expression body, Scope scope) {
    return items(target.in(scope)).stream()
        .filter(item -> body.isTrue(scope.with(variable, item)))
        .toList();
  }

  /** Over a map, the keys. */
  private static Collection<?> items(@Nullable Object value) {
    return switch (value) {
      case List<?> list -> list;
      case Map<?, ?> map -> map.keySet();
      case null, default -> throw new CelException("is neither a list nor a map");
    };
  }
}
