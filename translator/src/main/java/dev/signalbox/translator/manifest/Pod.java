package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.manifest.Schema.Ignored;
import dev.signalbox.translator.manifest.Schema.Open;
import org.jspecify.annotations.Nullable;

/** A Kubernetes Pod, as far as it is an endpoint. */
@Ignored({"apiVersion", "kind"})
public record Pod(ObjectMeta metadata, @Nullable Spec spec, @Nullable Status status) {

  @Open
  public record Spec(ImmutableList<Container> containers) {}

  @Open
  public record Container(String name, ImmutableList<ContainerPort> ports) {}

  @Open
  public record ContainerPort(String name, int containerPort, String protocol) {}

  @Open
  public record Status(String phase, String podIP, ImmutableList<Condition> conditions) {}

  @Open
  public record Condition(String type, String status) {}
}
