package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.model.RouteAction.Mirror;
import dev.signalbox.translator.model.RouteAction.Redirect;
import dev.signalbox.translator.model.RouteAction.Rewrite;
import java.util.Optional;

/**
 * What happens to the requests that go to one of a rule's destinations, after what the rule says.
 *
 * @param redirect an answer in place of the destination's
 * @param rewrite what it changes counts in place of the rule's
 * @param mirrors beside the rule's
 * @param cors in place of the rule's
 */
public record BackendFilters(
    HeaderChanges headers,
    Optional<Redirect> redirect,
    Optional<Rewrite> rewrite,
    ImmutableList<Mirror> mirrors,
    Optional<Cors> cors) {

  public static BackendFilters of(HeaderChanges headers) {
    return new BackendFilters(
        headers, Optional.empty(), Optional.empty(), ImmutableList.of(), Optional.empty());
  }

  BackendFilters withMirrors(ImmutableList<Mirror> others) {
    return new BackendFilters(headers, redirect, rewrite, others, cors);
  }

  /** Whether they change no more than headers. */
  public boolean isPlain() {
    return equals(of(headers));
  }
}
