package dev.signalbox.translator.envoy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.ResourceType;
import dev.signalbox.translator.model.AccessLog;
import dev.signalbox.translator.model.MeshSettings;
import io.envoyproxy.envoy.config.accesslog.v3.AccessLogFilter;
import io.envoyproxy.envoy.config.accesslog.v3.ResponseFlagFilter;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.SubstitutionFormatString;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.extensions.access_loggers.file.v3.FileAccessLog;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;

/** What the mesh says of all listeners: access logs, and how long first bytes are waited for. */
final class ListenerSettings {
  private static final String NO_ROUTE = "NR";

  private ListenerSettings() {}

  /** A listener with what the mesh says of all. */
  record Inputs(Listeners.Inputs listener, MeshSettings.Listeners settings) {}

  static Resource emit(Inputs inputs) {
    return apply(Listeners.emit(inputs.listener), inputs.settings);
  }

  /** Changes a listener that knows nothing of the mesh. */
  static Resource apply(Resource listener, MeshSettings.Listeners settings) {
    if (settings.equals(MeshSettings.DEFAULT.listeners())) {
      return listener;
    }
    try {
      Listener.Builder builder = Listener.parseFrom(listener.any().getValue()).toBuilder();
      if (builder.hasListenerFiltersTimeout() && !settings.protocolDetection().isZero()) {
        builder.setListenerFiltersTimeout(Protos.duration(settings.protocolDetection()));
      }
      if (settings.accessLog().isPresent() && !builder.hasApiListener()) {
        addLogs(builder, settings.accessLog().get());
      }
      return Resource.of(
          ResourceType.LISTENER,
          listener.name(),
          builder.build(),
          listener.needs(),
          listener.origins());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The listener itself logs connections that no chain is for. */
  private static void addLogs(Listener.Builder listener, AccessLog log)
      throws InvalidProtocolBufferException {
    var entry = entry(log);
    for (FilterChain.Builder chain : listener.getFilterChainsBuilderList()) {
      addLogs(chain, entry);
    }
    if (listener.hasDefaultFilterChain()) {
      addLogs(listener.getDefaultFilterChainBuilder(), entry);
    }
    listener.addAccessLog(
        entry.toBuilder()
            .setFilter(
                AccessLogFilter.newBuilder()
                    .setResponseFlagFilter(ResponseFlagFilter.newBuilder().addFlags(NO_ROUTE))));
  }

  private static void addLogs(
      FilterChain.Builder chain, io.envoyproxy.envoy.config.accesslog.v3.AccessLog entry)
      throws InvalidProtocolBufferException {
    for (Filter.Builder filter : chain.getFiltersBuilderList()) {
      var config = filter.getTypedConfig();
      if (config.is(HttpConnectionManager.class)) {
        replace(
            filter,
            config.unpack(HttpConnectionManager.class).toBuilder().addAccessLog(entry).build());
      } else if (config.is(TcpProxy.class)) {
        replace(filter, config.unpack(TcpProxy.class).toBuilder().addAccessLog(entry).build());
      }
    }
  }

  private static void replace(Filter.Builder filter, Message config) {
    filter.setTypedConfig(Protos.pack(config));
  }

  private static io.envoyproxy.envoy.config.accesslog.v3.AccessLog entry(AccessLog log) {
    SubstitutionFormatString.Builder format = SubstitutionFormatString.newBuilder();
    switch (log.format()) {
      case AccessLog.Format.Text text ->
          format.setTextFormatSource(DataSource.newBuilder().setInlineString(text.format()));
      case AccessLog.Format.Json json -> format.setJsonFormat(json.fields());
    }
    return io.envoyproxy.envoy.config.accesslog.v3.AccessLog.newBuilder()
        .setName("envoy.access_loggers.file")
        .setTypedConfig(
            Protos.pack(
                FileAccessLog.newBuilder().setPath(log.file()).setLogFormat(format).build()))
        .build();
  }
}
