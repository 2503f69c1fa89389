package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.model.AttachedRoute.Parent;

/** What has become of a route, for each of its parents that is ours. */
public record RouteStatus(ImmutableList<ParentStatus> parents) {

  public record ParentStatus(Parent parent, ImmutableList<Condition> conditions) {}

  /** A condition as Kubernetes has it, without its time. */
  public record Condition(String type, boolean status, String reason, String message) {}
}
