package dev.signalbox.translator.istio;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Range;
import com.google.common.primitives.Ints;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.VirtualService.HttpRetry;
import dev.signalbox.translator.model.Retry;
import dev.signalbox.translator.model.Retry.Condition;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** http[].retries. */
public final class Retries {
  private static final ImmutableMap<String, Condition> CONDITIONS =
      Maps.uniqueIndex(Arrays.asList(Condition.values()), Condition::token);

  /** Those that have a name; Istio refuses the others. */
  private static final ImmutableRangeSet<Integer> STATUSES =
      ImmutableRangeSet.copyOf(
          ImmutableList.of(
              Range.closed(100, 103),
              Range.closed(200, 208),
              Range.singleton(226),
              Range.closed(300, 305),
              Range.closed(307, 308),
              Range.closed(400, 418),
              Range.closed(421, 426),
              Range.closed(428, 429),
              Range.singleton(431),
              Range.singleton(451),
              Range.closed(500, 508),
              Range.closed(510, 511)));

  private Retries() {}

  /** The mesh's default has this form, too. */
  public static Retry convert(HttpRetry retries, Origin origin, Diagnostics diagnostics) {
    attempts(retries, origin, diagnostics);
    Set<Condition> conditions = new LinkedHashSet<>();
    ImmutableList.Builder<Integer> statuses = ImmutableList.builder();
    for (String token : tokens(retries.retryOn())) {
      Integer status = Ints.tryParse(token);
      Condition condition = CONDITIONS.get(token);
      if (condition != null) {
        conditions.add(condition);
      } else if (status != null && STATUSES.contains(status)) {
        statuses.add(status);
      } else {
        unknown(token, origin.at("retryOn"), diagnostics);
      }
    }
    ImmutableList<Integer> codes = statuses.build();
    if (!codes.isEmpty()) {
      conditions.add(Condition.STATUS_CODES);
    }
    return new Retry(
        Math.max(0, retries.attempts()),
        conditions.isEmpty() ? Retry.SAFE : ImmutableList.copyOf(conditions),
        codes,
        Durations.convert(retries.perTryTimeout(), origin.at("perTryTimeout"), diagnostics)
            .filter(timeout -> retries.attempts() > 0),
        Durations.convert(retries.backoff(), origin.at("backoff"), diagnostics),
        Boolean.TRUE.equals(retries.retryRemoteLocalities()),
        Optional.ofNullable(retries.retryIgnorePreviousHosts()));
  }

  private static Iterable<String> tokens(String retryOn) {
    return retryOn.isEmpty() ? ImmutableList.of() : Splitter.on(',').split(retryOn);
  }

  private static void attempts(HttpRetry retries, Origin origin, Diagnostics diagnostics) {
    if (retries.attempts() < 0) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at("attempts"),
          "there can't be " + retries.attempts() + " attempts",
          "Make it 0 or more.");
    }
    boolean says =
        retries.perTryTimeout() != null
            || !retries.retryOn().isEmpty()
            || retries.retryRemoteLocalities() != null;
    if (retries.attempts() == 0 && says) {
      diagnostics.add(
          Code.CONFLICTING_FIELDS,
          origin,
          "without attempts there are no retries, and nothing to say of them",
          "Set attempts to 1 or more, or leave the other fields out.");
    }
  }

  private static void unknown(String token, Origin origin, Diagnostics diagnostics) {
    diagnostics.add(
        Code.INVALID_VALUE,
        origin,
        "\"" + token + "\" is neither a condition nor an HTTP status",
        "Use statuses, or some of " + String.join(", ", CONDITIONS.keySet()) + ".");
  }
}
