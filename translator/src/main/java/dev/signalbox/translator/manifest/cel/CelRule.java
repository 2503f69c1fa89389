package dev.signalbox.translator.manifest.cel;

import dev.signalbox.translator.manifest.cel.Expression.Scope;

/**
 * A rule about {@code self}, compiled. The libraries for the language were measured and left out:
 * see docs/decisions.md.
 */
public final class CelRule {
  private static final String SELF = "self";
  private final Expression expression;

  private CelRule(Expression expression) {
    this.expression = expression;
  }

  public static CelRule compile(String text) {
    return new CelRule(Parser.parse(text));
  }

  /** As for an API server, a rule that can't be evaluated doesn't hold. */
  public boolean holds(Object self) {
    try {
      return expression.isTrue(new Scope(SELF, self, null));
    } catch (CelException e) {
      return false;
    }
  }
}
