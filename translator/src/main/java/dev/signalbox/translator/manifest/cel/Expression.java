package dev.signalbox.translator.manifest.cel;

import org.jspecify.annotations.Nullable;

/** A compiled expression: its value under the variables in scope. */
@FunctionalInterface
interface Expression {
  @Nullable Object in(Scope scope);

  default boolean isTrue(Scope scope) {
    if (in(scope) instanceof Boolean value) {
      return value;
    }
    throw new CelException("is neither true nor false");
  }

  /** Variables, innermost first. */
  record Scope(String name, @Nullable Object value, @Nullable Scope outer) {
    @Nullable Object get(String variable) {
      for (Scope scope = this; scope != null; scope = scope.outer) {
        if (scope.name.equals(variable)) {
          return scope.value;
        }
      }
      throw new CelException("there is no variable " + variable);
    }

    Scope with(String variable, @Nullable Object bound) {
      return new Scope(variable, bound, this);
    }
  }
}
