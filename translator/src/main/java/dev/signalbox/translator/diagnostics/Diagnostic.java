package dev.signalbox.translator.diagnostics;

import com.google.common.collect.ImmutableList;

/**
 * What is wrong, where, and what to do.
 *
 * @param fix what to do; may be empty
 * @param related the other fields that take part
 */
public record Diagnostic(
    Code code,
    Severity severity,
    Scope scope,
    Origin origin,
    String message,
    String fix,
    ImmutableList<Origin> related) {

  public Diagnostic {
    message = OneLine.of(message);
    fix = OneLine.of(fix);
  }

  public static Diagnostic of(Code code, Origin origin, String message, String fix) {
    return new Diagnostic(
        code, code.severity(), code.scope(), origin, message, fix, ImmutableList.of());
  }

  public Diagnostic relatedTo(Origin other) {
    return new Diagnostic(code, severity, scope, origin, message, fix, ImmutableList.of(other));
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }
}
