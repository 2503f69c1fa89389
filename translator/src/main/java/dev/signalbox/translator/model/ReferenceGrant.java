package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Origin;
import java.util.Optional;

/** Lets objects of other namespaces refer to some of its own. */
public record ReferenceGrant(
    Origin origin, Precedence precedence, ImmutableList<From> from, ImmutableList<To> to)
    implements Element {

  public record From(String group, String kind, String namespace) {}

  /**
   * What may be referred to.
   *
   * @param name none: all of the kind
   */
  public record To(String group, String kind, Optional<String> name) {}

  /** Whether a route may send requests to a Service of the grant's namespace. */
  public boolean allows(Origin route, String service) {
    From referrer = new From(route.group(), route.kind(), route.namespace());
    return from.contains(referrer)
        && to.stream()
            .filter(one -> one.group().isEmpty() && one.kind().equals("Service"))
            .anyMatch(one -> one.name().isEmpty() || one.name().get().equals(service));
  }
}
