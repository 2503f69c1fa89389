package dev.signalbox.translator.gatewayapi;

import com.google.common.collect.ImmutableList;
import com.google.re2j.Pattern;
import dev.signalbox.translator.manifest.RouteFilter;
import dev.signalbox.translator.model.Cors;
import dev.signalbox.translator.model.StringMatch;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** cors. Its schema checks the values. */
final class CorsFilters {
  private static final String ANY = "*";
  private static final int DEFAULT_SECONDS = 5;

  private CorsFilters() {}

  /**
   * Preflights are the proxy's business: those of other origins don't reach the backends either.
   */
  static Cors convert(RouteFilter.Cors cors) {
    return new Cors(
        cors.allowOrigins().stream()
            .map(CorsFilters::origin)
            .collect(ImmutableList.toImmutableList()),
        cors.allowMethods(),
        cors.allowHeaders(),
        cors.exposeHeaders(),
        Optional.of(Duration.ofSeconds(Objects.requireNonNullElse(cors.maxAge(), DEFAULT_SECONDS))),
        Optional.ofNullable(cors.allowCredentials()),
        false);
  }

  /** A * stands for any characters. */
  private static StringMatch origin(String pattern) {
    return pattern.contains(ANY)
        ? new StringMatch.Regex(
            Arrays.stream(pattern.split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")))
        : new StringMatch.Exact(pattern);
  }
}
