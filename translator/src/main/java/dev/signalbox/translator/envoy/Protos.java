package dev.signalbox.translator.envoy;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.Value;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.Fraction;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.Metadata;
import io.envoyproxy.envoy.config.core.v3.Pipe;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatcher;
import io.envoyproxy.envoy.type.v3.FractionalPercent;
import io.envoyproxy.envoy.type.v3.FractionalPercent.DenominatorType;
import java.util.Locale;

/** Small messages that are needed everywhere. */
public final class Protos {
  private static final ConfigSource ADS =
      ConfigSource.newBuilder()
          .setResourceApiVersion(ApiVersion.V3)
          .setAds(AggregatedConfigSource.getDefaultInstance())
          .build();
  private static final BoolValue TRUE = BoolValue.of(true);
  private static final BoolValue FALSE = BoolValue.of(false);

  static final String UNIX = "unix://";

  private Protos() {}

  static ConfigSource ads() {
    return ADS;
  }

  public static BoolValue bool(boolean value) {
    return value ? TRUE : FALSE;
  }

  static UInt32Value uint32(int value) {
    return UInt32Value.of(value);
  }

  /** With deterministic bytes, unlike {@link Any#pack}. */
  public static Any pack(Message message) {
    return Any.newBuilder()
        .setTypeUrl("type.googleapis.com/" + message.getDescriptorForType().getFullName())
        .setValue(Resource.deterministicBytes(message))
        .build();
  }

  public static Duration duration(java.time.Duration duration) {
    return Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }

  public static FractionalPercent percent(Fraction fraction) {
    return fraction.equals(Fraction.ALL)
        ? FractionalPercent.newBuilder().setNumerator(100).build()
        : FractionalPercent.newBuilder()
            .setNumerator(fraction.millionths())
            .setDenominator(DenominatorType.MILLION)
            .build();
  }

  static RegexMatcher regex(String pattern) {
    return RegexMatcher.newBuilder().setRegex(pattern).build();
  }

  /** Also of a path, for which the port has no meaning. */
  static Address address(String address, int port) {
    if (dev.signalbox.translator.model.Address.isUnix(address)) {
      String path = address.substring(dev.signalbox.translator.model.Address.UNIX.length());
      return Address.newBuilder().setPipe(Pipe.newBuilder().setPath(path)).build();
    }
    return Address.newBuilder()
        .setSocketAddress(SocketAddress.newBuilder().setAddress(address).setPortValue(port))
        .build();
  }

  /**
   * Where a route or cluster comes from: the API path that istioctl's readers look for in filter
   * metadata, and beside it the field.
   */
  static Metadata origin(Origin origin) {
    return Metadata.newBuilder()
        .putFilterMetadata("istio", struct("config", apiPath(origin)))
        .putFilterMetadata(
            "dev.signalbox",
            Struct.newBuilder()
                .putFields("kind", text(origin.kind()))
                .putFields("namespace", text(origin.namespace()))
                .putFields("name", text(origin.name()))
                .putFields("path", text(origin.path()))
                .build())
        .build();
  }

  private static String apiPath(Origin origin) {
    String kind = origin.kind().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    String group = origin.group().isEmpty() ? "/api/v1" : "/apis/" + origin.group() + "/v1";
    return group + "/namespaces/" + origin.namespace() + "/" + kind + "/" + origin.name();
  }

  private static Struct struct(String key, String value) {
    return Struct.newBuilder().putFields(key, text(value)).build();
  }

  private static Value text(String value) {
    return Value.newBuilder().setStringValue(value).build();
  }
}
