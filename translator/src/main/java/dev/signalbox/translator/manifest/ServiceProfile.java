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

  @Ignored(value = "responseClasses", reason = "they only sort what the metrics count")
  public record Route(
      @Required String name,
      @Required @Nullable RequestCondition condition,
      boolean isRetryable,
      @Nullable String timeout) {}

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
