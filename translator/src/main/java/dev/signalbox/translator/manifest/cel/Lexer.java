package dev.signalbox.translator.manifest.cel;

import com.google.common.collect.ImmutableList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits an expression into its tokens. */
final class Lexer {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s+"
              + "|(?<raw>[rR](?:\"\"\"(?s:.*?)\"\"\"|'''(?s:.*?)'''|\"[^\"]*\"|'[^']*'))"
              + "|(?<text>\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')"
              + "|(?<decimal>\\d+\\.\\d+)"
              + "|(?<integer>\\d+)"
              + "|(?<name>[A-Za-z_][A-Za-z0-9_]*)"
              + "|(?<sign>&&|\\|\\||[<>=!]=|[-+*/%<>!?:.,()\\[\\]])");
  private static final String TRIPLE_START = "^[rR]?(\"\"\"|''')(?s:.*)";
  private static final int TRIPLE = 3;

  private Lexer() {}

  enum Type {
    TEXT,
    DECIMAL,
    INTEGER,
    NAME,
    SIGN,
    END
  }

  record Token(Type type, String text) {}

  static ImmutableList<Token> tokens(String expression) {
    ImmutableList.Builder<Token> tokens = ImmutableList.builder();
    Matcher matcher = TOKEN.matcher(expression);
    int at = 0;
    while (at < expression.length()) {
      if (!matcher.region(at, expression.length()).lookingAt()) {
        throw new CelException("can't read on from " + expression.substring(at));
      }
      token(matcher, tokens);
      at = matcher.end();
    }
    return tokens.add(new Token(Type.END, "")).build();
  }

  private static void token(Matcher matcher, ImmutableList.Builder<Token> tokens) {
    if (matcher.group("raw") != null) {
      tokens.add(new Token(Type.TEXT, raw(matcher.group("raw"))));
    } else if (matcher.group("text") != null) {
      tokens.add(new Token(Type.TEXT, unescaped(matcher.group("text"))));
    } else if (matcher.group("decimal") != null) {
      tokens.add(new Token(Type.DECIMAL, matcher.group("decimal")));
    } else if (matcher.group("integer") != null) {
      tokens.add(new Token(Type.INTEGER, matcher.group("integer")));
    } else if (matcher.group("name") != null) {
      tokens.add(new Token(Type.NAME, matcher.group("name")));
    } else if (matcher.group("sign") != null) {
      tokens.add(new Token(Type.SIGN, matcher.group("sign")));
    }
  }

  private static String raw(String literal) {
    int quotes = literal.matches(TRIPLE_START) ? TRIPLE : 1;
    return literal.substring(1 + quotes, literal.length() - quotes);
  }

  private static String unescaped(String literal) {
    String body = literal.substring(1, literal.length() - 1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      text.append(c == '\\' ? escaped(body.charAt(++i)) : c);
    }
    return text.toString();
  }

  private static char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case '\\', '"', '\'', '`', '?' -> c;
      default -> throw new CelException("the escape \\" + c + " is not known");
    };
  }
}
