package dev.signalbox.controlplane.proxyconfig;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.Message;
import com.google.protobuf.util.Timestamps;
import dev.signalbox.controlplane.envoy.ProtoYaml;
import dev.signalbox.translator.ResourceType;
import io.envoyproxy.envoy.service.status.v3.ClientConfig;
import io.envoyproxy.envoy.service.status.v3.ClientConfig.GenericXdsConfig;
import java.util.stream.Stream;

/** What a proxy was sent, in the form in which it would dump it itself. */
public final class ClientDump {
  private static final String ROUTE_CONFIG = "route_config";

  private ClientDump() {}

  /** Of its bootstrap, a proxy tells the node only. */
  public static EnvoyDump of(ClientConfig config) {
    JsonObject bootstrap = new JsonObject();
    bootstrap.add("node", json(config.getNode()));
    JsonArray configs = new JsonArray();
    configs.add(section(DumpSection.BOOTSTRAP, "bootstrap", bootstrap));
    configs.add(
        section(
            DumpSection.CLUSTERS,
            "dynamic_active_clusters",
            entries(config, ResourceType.CLUSTER, "cluster")));
    configs.add(
        section(
            DumpSection.ENDPOINTS,
            "dynamic_endpoint_configs",
            entries(config, ResourceType.ENDPOINTS, "endpoint_config")));
    JsonArray listeners = listeners(config);
    configs.add(section(DumpSection.LISTENERS, "dynamic_listeners", listeners));
    JsonObject routes =
        section(
            DumpSection.ROUTES,
            "dynamic_route_configs",
            entries(config, ResourceType.ROUTES, ROUTE_CONFIG));
    routes.add("static_route_configs", inlineRoutes(listeners));
    configs.add(routes);
    JsonObject dump = new JsonObject();
    dump.add(EnvoyDump.CONFIGS, configs);
    return new EnvoyDump(dump);
  }

  private static JsonObject section(DumpSection section, String field, JsonElement content) {
    JsonObject json = new JsonObject();
    json.addProperty(EnvoyDump.TYPE, section.typeUrl());
    json.add(field, content);
    return json;
  }

  private static JsonArray entries(ClientConfig config, ResourceType type, String field) {
    JsonArray entries = new JsonArray();
    resources(config, type).forEach(resource -> entries.add(entry(resource, field)));
    return entries;
  }

  private static JsonArray listeners(ClientConfig config) {
    JsonArray listeners = new JsonArray();
    resources(config, ResourceType.LISTENER)
        .forEach(
            resource -> {
              JsonObject listener = new JsonObject();
              listener.addProperty("name", resource.getName());
              listener.add("active_state", entry(resource, "listener"));
              listeners.add(listener);
            });
    return listeners;
  }

  /** What was refused from the first is not there. */
  private static Stream<GenericXdsConfig> resources(ClientConfig config, ResourceType type) {
    return config.getGenericXdsConfigsList().stream()
        .filter(resource -> resource.getTypeUrl().equals(type.typeUrl()))
        .filter(GenericXdsConfig::hasXdsConfig);
  }

  private static JsonObject entry(GenericXdsConfig resource, String field) {
    JsonObject entry = new JsonObject();
    entry.addProperty("version_info", resource.getVersionInfo());
    entry.add(field, json(resource.getXdsConfig()));
    entry.addProperty("last_updated", Timestamps.toString(resource.getLastUpdated()));
    return entry;
  }

  /** Envoy dumps those that stand in a listener, too. */
  private static JsonArray inlineRoutes(JsonElement element) {
    JsonArray found = new JsonArray();
    switch (element) {
      case JsonArray array -> array.forEach(member -> found.addAll(inlineRoutes(member)));
      case JsonObject object ->
          object
              .entrySet()
              .forEach(
                  field -> {
                    if (field.getKey().equals(ROUTE_CONFIG)) {
                      JsonObject entry = new JsonObject();
                      entry.add(ROUTE_CONFIG, field.getValue());
                      found.add(entry);
                    } else {
                      found.addAll(inlineRoutes(field.getValue()));
                    }
                  });
      default -> {}
    }
    return found;
  }

  private static JsonElement json(Message message) {
    return JsonParser.parseString(ProtoYaml.json(message));
  }
}
