package dev.signalbox.translator.linkerd;

import com.google.common.collect.ImmutableList;
import com.google.common.net.HostAndPort;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.IntOrString;
import dev.signalbox.translator.manifest.ServiceProfile.DestinationOverride;
import dev.signalbox.translator.model.HeaderChanges;
import dev.signalbox.translator.model.RouteAction.Destination;
import dev.signalbox.translator.model.RouteAction.WeightedDestination;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** dstOverrides. */
final class Overrides {
  private static final Pattern QUANTITY =
      Pattern.compile("\\+?([0-9]*\\.?[0-9]*)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]{1,2}|)");
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
  private static final BigDecimal KIBI = BigDecimal.valueOf(1024);

  /** Sixteen of them still add up to what Envoy can count. */
  private static final int HEAVIEST = 100_000_000;

  private static final int MISSING = 500;

  private final Diagnostics diagnostics;

  Overrides(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Where requests go without any: to the Service itself. */
  static ImmutableList<WeightedDestination> service(Origin origin) {
    return ImmutableList.of(
        new WeightedDestination(
            origin,
            Destination.ofService("", OptionalInt.empty(), MISSING),
            1,
            HeaderChanges.NONE));
  }

  /** Those with a weight, which is a ratio. */
  ImmutableList<WeightedDestination> convert(
      ImmutableList<DestinationOverride> overrides, Origin origin) {
    ImmutableList.Builder<WeightedDestination> destinations = ImmutableList.builder();
    for (int i = 0; i < overrides.size(); i++) {
      DestinationOverride override = overrides.get(i);
      int weight = weight(override.weight(), origin.at(i).at("weight"));
      if (weight > 0) {
        destinations.add(
            new WeightedDestination(
                origin.at(i),
                destination(override.authority(), origin.at(i).at("authority")),
                weight,
                HeaderChanges.NONE));
      }
    }
    return destinations.build();
  }

  private Destination destination(String authority, Origin origin) {
    try {
      HostAndPort parsed = HostAndPort.fromString(authority);
      if (!parsed.getHost().isEmpty()) {
        return Destination.ofService(
            withoutDot(parsed.getHost().toLowerCase(Locale.ROOT)),
            parsed.hasPort() ? OptionalInt.of(parsed.getPort()) : OptionalInt.empty(),
            MISSING);
      }
    } catch (IllegalArgumentException e) {
      // Reported below, as an empty one is.
    }
    diagnostics.add(
        Code.INVALID_VALUE,
        origin,
        "\"" + authority + "\" is not an authority",
        "Write <service>.<namespace>.svc.cluster.local, with :port if it has several.");
    return Destination.ofService("", OptionalInt.empty(), MISSING);
  }

  /** Linkerd's own tools write names that end with a dot. */
  private static String withoutDot(String host) {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  /** A quantity of Kubernetes, in thousandths. */
  private int weight(@Nullable IntOrString weight, Origin origin) {
    if (weight == null) {
      return 0;
    }
    Matcher quantity = QUANTITY.matcher(weight.value());
    if (!quantity.matches() || quantity.group(1).chars().noneMatch(Character::isDigit)) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          weight.value() + " is not a weight",
          "Write a number such as 1, 0.5 or 500m.");
      return 0;
    }
    return new BigDecimal(quantity.group(1))
        .multiply(unit(quantity.group(2)))
        .multiply(THOUSAND)
        .setScale(0, RoundingMode.UP)
        .min(BigDecimal.valueOf(HEAVIEST))
        .intValueExact();
  }

  private static BigDecimal unit(String suffix) {
    if (suffix.endsWith("i")) {
      return KIBI.pow("KMGTPE".indexOf(suffix.charAt(0)) + 1);
    }
    if (suffix.length() > 1) {
      return new BigDecimal("1" + suffix);
    }
    return switch (suffix) {
      case "n" -> BigDecimal.ONE.scaleByPowerOfTen(-9);
      case "u" -> BigDecimal.ONE.scaleByPowerOfTen(-6);
      case "m" -> BigDecimal.ONE.scaleByPowerOfTen(-3);
      case "" -> BigDecimal.ONE;
      default -> THOUSAND.pow("kMGTPE".indexOf(suffix) + 1);
    };
  }
}
