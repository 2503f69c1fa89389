package dev.signalbox.translator.linkerd;

import com.google.common.collect.ContiguousSet;
import com.google.common.collect.DiscreteDomain;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Range;
import com.google.common.collect.Sets;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.ServiceProfile.ResponseClass;
import dev.signalbox.translator.manifest.ServiceProfile.ResponseCondition;
import dev.signalbox.translator.manifest.ServiceProfile.StatusRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** responseClasses: which answers are failures, after which a retryable route tries again. */
final class ResponseClasses {
  private static final int FIRST_STATUS = 100;
  private static final int LAST_STATUS = 599;
  private static final int FIRST_FAILURE = 500;
  private static final ImmutableSortedSet<Integer> ALL = range(FIRST_STATUS, LAST_STATUS);

  /** Where no class says otherwise. */
  static final ImmutableSortedSet<Integer> SERVER_ERRORS = range(FIRST_FAILURE, LAST_STATUS);

  private final Diagnostics diagnostics;

  ResponseClasses(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** The statuses that are failures: the first class that has a status decides. */
  ImmutableSortedSet<Integer> failures(ImmutableList<ResponseClass> classes, Origin origin) {
    Set<Integer> failures = new java.util.TreeSet<>();
    Set<Integer> open = new java.util.TreeSet<>(ALL);
    for (int i = 0; i < classes.size(); i++) {
      ResponseClass one = classes.get(i);
      Set<Integer> matched =
          one.condition() == null
              ? Set.of()
              : statuses(one.condition(), origin.at(i).at("condition"));
      if (one.isFailure()) {
        failures.addAll(Sets.intersection(matched, open));
      }
      open.removeAll(matched);
    }
    failures.addAll(Sets.intersection(SERVER_ERRORS, open));
    return ImmutableSortedSet.copyOf(failures);
  }

  /** All fields that are set must hold. */
  private Set<Integer> statuses(ResponseCondition condition, Origin origin) {
    List<Set<Integer>> parts = new ArrayList<>();
    if (condition.status() != null) {
      parts.add(statuses(condition.status(), origin.at("status")));
    }
    if (!condition.all().isEmpty()) {
      parts.add(together(nested(condition.all(), origin.at("all"))));
    }
    if (!condition.any().isEmpty()) {
      Set<Integer> any = new java.util.TreeSet<>();
      nested(condition.any(), origin.at("any")).forEach(any::addAll);
      parts.add(any);
    }
    if (condition.not() != null) {
      parts.add(Sets.difference(ALL, statuses(condition.not(), origin.at("not"))));
    }
    if (parts.isEmpty()) {
      diagnostics.add(
          Code.MISSING_FIELD, origin, "the condition is empty", "Set status, all, any or not.");
    }
    return parts.isEmpty() ? Set.of() : together(parts);
  }

  private List<Set<Integer>> nested(ImmutableList<ResponseCondition> conditions, Origin origin) {
    List<Set<Integer>> nested = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      nested.add(statuses(conditions.get(i), origin.at(i)));
    }
    return nested;
  }

  private static Set<Integer> together(List<Set<Integer>> parts) {
    Set<Integer> left = new java.util.TreeSet<>(ALL);
    parts.forEach(left::retainAll);
    return left;
  }

  private Set<Integer> statuses(StatusRange written, Origin origin) {
    int min = Objects.requireNonNullElse(written.min(), FIRST_STATUS);
    int max = Objects.requireNonNullElse(written.max(), LAST_STATUS);
    if (min < 0 || max > LAST_STATUS || min > max) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          "there is no status from " + min + " to " + max,
          "Write min and max within 100 to 599, min first.");
      return Set.of();
    }
    return range(min, max);
  }

  private static ImmutableSortedSet<Integer> range(int first, int last) {
    return ImmutableSortedSet.copyOf(
        ContiguousSet.create(Range.closed(first, last), DiscreteDomain.integers()));
  }
}
