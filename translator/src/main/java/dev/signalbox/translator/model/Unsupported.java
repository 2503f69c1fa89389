package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.AttachedRoute.Parent;
import dev.signalbox.translator.model.RouteStatus.Condition;
import dev.signalbox.translator.model.RouteStatus.ParentStatus;
import java.util.function.Predicate;

/**
 * An object of a kind that has no effect yet.
 *
 * @param parents whose part in its status says so
 */
public record Unsupported(Origin origin, Precedence precedence, ImmutableList<Parent> parents)
    implements Element {

  RouteStatus status(Predicate<Parent> isOurs) {
    Condition refused =
        new Condition(
            "Accepted", false, "UnsupportedValue", origin.kind() + " is not supported yet");
    return new RouteStatus(
        parents.stream()
            .filter(isOurs)
            .map(parent -> new ParentStatus(parent, ImmutableList.of(refused)))
            .collect(ImmutableList.toImmutableList()));
  }
}
