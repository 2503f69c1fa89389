package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.manifest.Schema.Condition;
import dev.signalbox.translator.manifest.Schema.Ignored;
import dev.signalbox.translator.manifest.Schema.Required;
import org.jspecify.annotations.Nullable;

/** https://linkerd.io/2/reference/service-profiles */
@Ignored({"apiVersion", "kind", "status"})
public record ServiceProfile(ObjectMeta metadata, @Required @Nullable Spec spec) {

  public record Spec(
      ImmutableList<Route> routes,
      @Nullable RetryBudget retryBudget,
      ImmutableList<DestinationOverride> dstOverrides,
      ImmutableList<String> opaquePorts) {}

  public record Route(
      @Required String name,
      @Required @Nullable RequestCondition condition,
      boolean isRetryable,
      ImmutableList<ResponseClass> responseClasses,
      @Nullable String timeout) {}

  /** Which answers are failures; the first class that has one decides. */
  public record ResponseClass(@Required @Nullable ResponseCondition condition, boolean isFailure) {}

  /** All that is set must hold. */
  public record ResponseCondition(
      @Nullable StatusRange status,
      ImmutableList<ResponseCondition> all,
      ImmutableList<ResponseCondition> any,
      @Nullable ResponseCondition not) {}

  public record StatusRange(@Nullable Integer min, @Nullable Integer max) {}

  /** All that is set must hold. */
  @Condition
  public record RequestCondition(
      @Nullable String pathRegex,
      @Nullable String method,
      ImmutableList<RequestCondition> all,
      ImmutableList<RequestCondition> any,
      ImmutableList<RequestCondition> not) {}

  public record RetryBudget(
      @Required @Nullable Double retryRatio,
      @Required int minRetriesPerSecond,
      @Required String ttl) {}

  public record DestinationOverride(String authority, @Nullable IntOrString weight) {}
}
