package dev.signalbox.translator.model;

import dev.signalbox.translator.diagnostics.Origin;

/**
 * Another name of a host: a Service of the type ExternalName.
 *
 * @param host the full name
 * @param target the host that is meant
 * @param visibility from which namespaces it is seen
 */
public record Alias(
    Origin origin,
    Precedence precedence,
    String host,
    String namespace,
    String target,
    Visibility visibility)
    implements Element {

  public Alias to(String other) {
    return new Alias(origin, precedence, host, namespace, other, visibility);
  }
}
