package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which workloads of its namespace an object means.
 *
 * @param labels that they have; no labels select all of them, no selector none
 */
public record Selector(Optional<ImmutableMap<String, String>> labels) {
  public static final Selector NONE = new Selector(Optional.empty());

  public static Selector of(ImmutableMap<String, String> labels) {
    return new Selector(Optional.of(labels));
  }

  public boolean selects(Map<String, String> workload) {
    return labels.isPresent() && Labels.contains(workload, labels.get());
  }
}
