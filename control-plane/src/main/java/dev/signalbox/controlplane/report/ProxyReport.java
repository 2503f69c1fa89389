package dev.signalbox.controlplane.report;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.proto.admin.v1.ProxyStatus;
import dev.signalbox.proto.admin.v1.TypeStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A proxy in the shape that scripts rely on: fields may be added, none renamed.
 *
 * @param types by CDS, EDS, LDS and RDS
 */
public record ProxyReport(
    String name,
    String namespace,
    String id,
    @Nullable String cluster,
    String version,
    String controlPlane,
    Map<String, Type> types) {

  /** How far the proxy is with one type. */
  public record Type(
      String status,
      boolean subscribed,
      @Nullable String version,
      @Nullable String ackedAt,
      @Nullable String error) {

    static Type of(TypeStatus type) {
      return new Type(
          label(type.getStatus()),
          type.getSubscribed(),
          Strings.emptyToNull(type.getVersion()),
          type.hasAckedAt() ? ackTime(type).toString() : null,
          Strings.emptyToNull(type.getError()));
    }
  }

  public static ImmutableList<ProxyReport> of(List<ProxyStatus> proxies) {
    return proxies.stream().map(ProxyReport::of).collect(ImmutableList.toImmutableList());
  }

  static String label(TypeStatus.Status status) {
    return switch (status) {
      case STATUS_SYNCED -> "SYNCED";
      case STATUS_STALE -> "STALE";
      case STATUS_ERROR -> "ERROR";
      case STATUS_NOT_SENT -> "NOT SENT";
      case STATUS_UNSPECIFIED, UNRECOGNIZED -> "UNKNOWN";
    };
  }

  static Instant ackTime(TypeStatus type) {
    return Instant.ofEpochSecond(type.getAckedAt().getSeconds(), type.getAckedAt().getNanos());
  }

  private static ProxyReport of(ProxyStatus proxy) {
    return new ProxyReport(
        proxy.getName(),
        proxy.getNamespace(),
        proxy.getId(),
        Strings.emptyToNull(proxy.getClusterId()),
        proxy.getVersion(),
        proxy.getControlPlane(),
        proxy.getTypesList().stream()
            .collect(ImmutableMap.toImmutableMap(TypeStatus::getType, Type::of)));
  }
}
