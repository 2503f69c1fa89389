package dev.signalbox.translator.manifest.cel;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.manifest.cel.Lexer.Token;
import java.util.List;

/** Recursive descent over the grammar of the language's specification. */
final class Parser {
  private static final ImmutableSet<String> RELATIONS =
      ImmutableSet.of("==", "!=", "<", "<=", ">", ">=", "in");

  private final ImmutableList<Token> tokens;
  private int at;

  private Parser(ImmutableList<Token> tokens) {
    this.tokens = tokens;
  }

  static Expression parse(String text) {
    Parser parser = new Parser(Lexer.tokens(text));
    Expression expression = parser.conditional();
    parser.expect(Lexer.Type.END);
    return expression;
  }

  private Expression conditional() {
    Expression condition = or();
    if (!accept("?")) {
      return condition;
    }
    Expression then = or();
    expect(":");
    Expression otherwise = conditional();
    return scope -> condition.isTrue(scope) ? then.in(scope) : otherwise.in(scope);
  }

  private Expression or() {
    Expression left = and();
    while (accept("||")) {
      left = Operators.decidedBy(true, left, and());
    }
    return left;
  }

  private Expression and() {
    Expression left = relation();
    while (accept("&&")) {
      left = Operators.decidedBy(false, left, relation());
    }
    return left;
  }

  private Expression relation() {
    Expression left = sum();
    while (RELATIONS.contains(peek().text()) && peek().type() != Lexer.Type.TEXT) {
      left = Operators.relation(next().text(), left, sum());
    }
    return left;
  }

  private Expression sum() {
    Expression left = unary();
    while (isSign("+") || isSign("-")) {
      left = Operators.sum(next().text().equals("+") ? 1 : -1, left, unary());
    }
    return left;
  }

  private Expression unary() {
    if (accept("!")) {
      Expression negated = unary();
      return scope -> !negated.isTrue(scope);
    }
    return member();
  }

  private Expression member() {
    Expression value = primary();
    while (true) {
      if (accept(".")) {
        String name = expect(Lexer.Type.NAME).text();
        value = isSign("(") ? method(value, name) : Operators.field(value, name);
      } else if (accept("[")) {
        value = Operators.item(value, conditional());
        expect("]");
      } else {
        return value;
      }
    }
  }

  private Expression method(Expression target, String name) {
    expect("(");
    if (Macros.NAMES.contains(name)) {
      String variable = expect(Lexer.Type.NAME).text();
      expect(",");
      Expression body = conditional();
      expect(")");
      return Macros.of(name, target, variable, body);
    }
    List<Expression> arguments = arguments(")");
    return Functions.of(
        name, ImmutableList.<Expression>builder().add(target).addAll(arguments).build());
  }

  private Expression primary() {
    Token token = next();
    return switch (token.type()) {
      case TEXT -> constant(token.text());
      case INTEGER -> constant(Long.valueOf(token.text()));
      case DECIMAL -> constant(Double.valueOf(token.text()));
      case NAME -> named(token.text());
      case SIGN -> sign(token.text());
      case END -> throw new CelException("ends too early");
    };
  }

  private Expression sign(String sign) {
    return switch (sign) {
      case "(" -> {
        Expression inner = conditional();
        expect(")");
        yield inner;
      }
      case "[" -> Operators.list(arguments("]"));
      default -> throw new CelException("unexpected " + sign);
    };
  }

  private Expression named(String name) {
    if (name.equals("has") && accept("(")) {
      Expression field = conditional();
      expect(")");
      return Macros.has(field);
    }
    if (accept("(")) {
      return Functions.of(name, arguments(")"));
    }
    return switch (name) {
      case "true" -> scope -> true;
      case "false" -> scope -> false;
      default -> scope -> scope.get(name);
    };
  }

  private static Expression constant(Object value) {
    return scope -> value;
  }

  private List<Expression> arguments(String end) {
    ImmutableList.Builder<Expression> arguments = ImmutableList.builder();
    while (!accept(end)) {
      arguments.add(conditional());
      if (!isSign(end)) {
        expect(",");
      }
    }
    return arguments.build();
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token next() {
    return tokens.get(at < tokens.size() - 1 ? at++ : at);
  }

  private boolean isSign(String sign) {
    return peek().type() == Lexer.Type.SIGN && peek().text().equals(sign);
  }

  private boolean accept(String sign) {
    boolean accepted = isSign(sign);
    if (accepted) {
      at++;
    }
    return accepted;
  }

  private void expect(String sign) {
    if (!accept(sign)) {
      throw new CelException("expected " + sign + " before " + peek().text());
    }
  }

  private Token expect(Lexer.Type type) {
    if (peek().type() != type) {
      throw new CelException("unexpected " + peek().text());
    }
    return next();
  }
}
