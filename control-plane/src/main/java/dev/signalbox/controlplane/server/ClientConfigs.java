package dev.signalbox.controlplane.server;

import com.google.common.collect.ImmutableMap;
import com.google.protobuf.Timestamp;
import dev.signalbox.controlplane.ads.Refusal;
import dev.signalbox.controlplane.ads.TypeStatus;
import dev.signalbox.translator.Resource;
import io.envoyproxy.envoy.admin.v3.ClientResourceStatus;
import io.envoyproxy.envoy.admin.v3.UpdateFailureState;
import io.envoyproxy.envoy.service.status.v3.ClientConfig;
import io.envoyproxy.envoy.service.status.v3.ClientConfig.GenericXdsConfig;
import io.envoyproxy.envoy.service.status.v3.ConfigStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A client's status as CSDS messages. */
public final class ClientConfigs {

  private ClientConfigs() {}

  /** What the newest stream of a proxy was sent. */
  public static Optional<ClientConfig> newest(StreamRegistry streams, String nodeId) {
    return streams.proxies().stream()
        .filter(proxy -> proxy.node().id().equals(nodeId))
        .reduce((older, newer) -> newer)
        .map(proxy -> of(proxy, true));
  }

  static ClientConfig of(ConnectedProxy proxy, boolean contents) {
    ClientConfig.Builder config = ClientConfig.newBuilder().setNode(proxy.sentNode());
    proxy.types().forEach(type -> addResources(config, type, contents));
    return config.build();
  }

  private static void addResources(ClientConfig.Builder config, TypeStatus type, boolean contents) {
    ImmutableMap<String, Refusal> refusals =
        type.refusals().stream()
            .collect(
                ImmutableMap.toImmutableMap(
                    refusal -> refusal.resource().name(), refusal -> refusal, (a, b) -> a));
    TreeSet<String> names = new TreeSet<>(type.sent().keySet());
    names.addAll(refusals.keySet());
    for (String name : names) {
      config.addGenericXdsConfigs(resource(type, name, refusals.get(name), contents));
    }
  }

  private static GenericXdsConfig resource(
      TypeStatus type, String name, @Nullable Refusal refusal, boolean contents) {
    GenericXdsConfig.Builder message =
        GenericXdsConfig.newBuilder()
            .setTypeUrl(type.type().typeUrl())
            .setName(name)
            .setConfigStatus(configStatus(type, name, refusal))
            .setClientStatus(clientStatus(type, name, refusal));
    Resource resource = type.sent().get(name);
    if (resource != null) {
      message.setVersionInfo(resource.version());
      if (contents) {
        message.setXdsConfig(resource.any());
      }
    }
    lastUpdate(type).ifPresent(at -> message.setLastUpdated(timestamp(at)));
    if (refusal != null) {
      message.setErrorState(errorState(refusal, contents));
    }
    return message.build();
  }

  private static UpdateFailureState errorState(Refusal refusal, boolean contents) {
    UpdateFailureState.Builder state =
        UpdateFailureState.newBuilder()
            .setDetails(refusal.message())
            .setVersionInfo(refusal.resource().version())
            .setLastUpdateAttempt(timestamp(refusal.at()));
    if (contents) {
      state.setFailedConfiguration(refusal.resource().any());
    }
    return state.build();
  }

  private static ClientResourceStatus clientStatus(
      TypeStatus type, String name, @Nullable Refusal refusal) {
    if (refusal != null) {
      return ClientResourceStatus.NACKED;
    }
    Resource sent = type.sent().get(name);
    Resource acknowledged = type.acknowledged().get(name);
    boolean agreed =
        sent != null && acknowledged != null && sent.version().equals(acknowledged.version());
    return agreed ? ClientResourceStatus.ACKED : ClientResourceStatus.REQUESTED;
  }

  /** The resource's own: another one that is refused doesn't make it an error. */
  private static ConfigStatus configStatus(
      TypeStatus type, String name, @Nullable Refusal refusal) {
    if (refusal != null) {
      return ConfigStatus.ERROR;
    }
    if (!type.sent().containsKey(name)) {
      return ConfigStatus.NOT_SENT;
    }
    return clientStatus(type, name, refusal) == ClientResourceStatus.ACKED
        ? ConfigStatus.SYNCED
        : ConfigStatus.STALE;
  }

  private static Optional<Instant> lastUpdate(TypeStatus type) {
    return type.ackedAt().or(type::sentAt);
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
