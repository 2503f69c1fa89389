package dev.signalbox.controlplane.server;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import dev.signalbox.controlplane.ads.Refusal;
import dev.signalbox.proto.admin.v1.ProxyStatus;
import dev.signalbox.proto.admin.v1.TypeStatus;
import dev.signalbox.proto.admin.v1.TypeStatus.Status;
import dev.signalbox.translator.ResourceType;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How far the connected proxies are, as messages. */
public final class ProxyStatuses {
  private static final String ENVOY = "envoy ";
  private static final String CONTROL_PLANE = hostName();

  private ProxyStatuses() {}

  public static ImmutableList<ProxyStatus> of(StreamRegistry streams) {
    return streams.proxies().stream()
        .map(ProxyStatuses::message)
        .collect(ImmutableList.toImmutableList());
  }

  private static ProxyStatus message(ConnectedProxy proxy) {
    ImmutableMap<ResourceType, dev.signalbox.controlplane.ads.TypeStatus> asked =
        proxy.types().stream()
            .collect(
                ImmutableMap.toImmutableMap(
                    dev.signalbox.controlplane.ads.TypeStatus::type, status -> status));
    ProxyStatus.Builder message =
        ProxyStatus.newBuilder()
            .setName(proxy.node().name())
            .setNamespace(proxy.node().view().namespace())
            .setId(proxy.node().id())
            .setClusterId(clusterId(proxy))
            .setVersion(version(proxy.node().userAgent()))
            .setControlPlane(CONTROL_PLANE);
    for (ResourceType type : ResourceType.values()) {
      message.addTypes(typeStatus(type, asked.get(type)));
    }
    return message.build();
  }

  private static TypeStatus typeStatus(
      ResourceType type, dev.signalbox.controlplane.ads.@Nullable TypeStatus status) {
    TypeStatus.Builder message = TypeStatus.newBuilder().setType(type.shortName());
    if (status == null) {
      return message.setStatus(Status.STATUS_NOT_SENT).build();
    }
    message
        .setSubscribed(true)
        .setStatus(status(status.condition()))
        .setVersion(status.ackedVersion())
        .setError(error(status));
    status.ackedAt().ifPresent(at -> message.setAckedAt(timestamp(at)));
    return message.build();
  }

  private static Status status(dev.signalbox.controlplane.ads.TypeStatus.Condition condition) {
    return switch (condition) {
      case NOT_SENT -> Status.STATUS_NOT_SENT;
      case STALE -> Status.STATUS_STALE;
      case ERROR -> Status.STATUS_ERROR;
      case SYNCED -> Status.STATUS_SYNCED;
    };
  }

  /** What is held back may never have been refused by the client itself. */
  private static String error(dev.signalbox.controlplane.ads.TypeStatus status) {
    return status.error().isEmpty()
        ? status.refusals().stream()
            .map(Refusal::message)
            .distinct()
            .collect(Collectors.joining("; "))
        : status.error();
  }

  private static String version(String userAgent) {
    return userAgent.startsWith(ENVOY) ? userAgent.substring(ENVOY.length()) : userAgent;
  }

  private static String clusterId(ConnectedProxy proxy) {
    return proxy
        .sentNode()
        .getMetadata()
        .getFieldsOrDefault("CLUSTER_ID", Value.getDefaultInstance())
        .getStringValue();
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return InetAddress.getLoopbackAddress().getHostName();
    }
  }
}
