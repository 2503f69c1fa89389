package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.model.RouteOrder.Ranked;
import java.util.stream.IntStream;

/**
 * The alternatives of all routes of a Service's port.
 *
 * @param ranked in the order in which they are to be tried
 * @param differences where Linkerd's proxy would have another one
 */
public record OrderedRoutes(ImmutableList<Ranked> ranked, ImmutableSet<Diagnostic> differences) {

  /** Sorts them; it depends on nothing else, and takes long where a port has many. */
  public static OrderedRoutes of(ImmutableList<AttachedRoute> routes) {
    ImmutableList<Ranked> ranked =
        routes.stream()
            .flatMap(
                route ->
                    IntStream.range(0, route.entries().size()).mapToObj(i -> new Ranked(route, i)))
            .sorted(RouteOrder.ORDER)
            .collect(ImmutableList.toImmutableList());
    return new OrderedRoutes(ranked, LinkerdOrder.differences(ranked));
  }

  /** Has what was ordered before, of the slots whose routes are the same as then. */
  public interface Memory {
    OrderedRoutes get(ServiceRoutes.Slot slot, ImmutableList<AttachedRoute> routes);
  }
}
