package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Map;

/** A selector of Kubernetes; an empty one selects everything. */
public record LabelSelector(
    ImmutableMap<String, String> labels, ImmutableList<Requirement> requirements) {
  /** What a label must be. */
  public enum Operator {
    IN,
    NOT_IN,
    EXISTS,
    DOES_NOT_EXIST
  }

  public record Requirement(String key, Operator operator, ImmutableList<String> values) {
    private boolean holds(Map<String, String> labels) {
      String value = labels.get(key);
      return switch (operator) {
        case IN -> value != null && values.contains(value);
        case NOT_IN -> value == null || !values.contains(value);
        case EXISTS -> value != null;
        case DOES_NOT_EXIST -> value == null;
      };
    }
  }

  public boolean selects(Map<String, String> others) {
    return Labels.contains(others, labels)
        && requirements.stream().allMatch(requirement -> requirement.holds(others));
  }
}
