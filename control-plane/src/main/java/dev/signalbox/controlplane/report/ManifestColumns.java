package dev.signalbox.controlplane.report;

import static java.util.stream.Collectors.joining;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What tables tell of a kind, as kubectl does.
 *
 * @param narrow between name and age
 * @param wide behind the age, in wide tables only
 */
record ManifestColumns(ImmutableList<Column> narrow, ImmutableList<Column> wide) {
  private static final String GATEWAY_API = "gateway.networking.k8s.io/";
  private static final ManifestColumns NONE =
      new ManifestColumns(ImmutableList.of(), ImmutableList.of());
  private static final ManifestColumns OF_ROUTES =
      new ManifestColumns(
          ImmutableList.of(spec("HOSTNAMES", "hostnames")),
          ImmutableList.of(ofParents("Accepted"), ofParents("ResolvedRefs")));

  /** By GROUP/KIND. */
  private static final ImmutableMap<String, ManifestColumns> COLUMNS =
      ImmutableMap.<String, ManifestColumns>builder()
          .put(
              "networking.istio.io/VirtualService",
              only(spec("GATEWAYS", "gateways"), spec("HOSTS", "hosts")))
          .put("networking.istio.io/DestinationRule", only(spec("HOST", "host")))
          .put(
              "networking.istio.io/ServiceEntry",
              only(
                  spec("HOSTS", "hosts"),
                  spec("LOCATION", "location"),
                  spec("RESOLUTION", "resolution")))
          .put("networking.istio.io/WorkloadEntry", only(spec("ADDRESS", "address")))
          .put("/Service", only(spec("TYPE", "type"), spec("CLUSTER-IP", "clusterIP")))
          .put(GATEWAY_API + "HTTPRoute", OF_ROUTES)
          .put(GATEWAY_API + "GRPCRoute", OF_ROUTES)
          .put(GATEWAY_API + "TCPRoute", new ManifestColumns(ImmutableList.of(), OF_ROUTES.wide))
          .put("policy.linkerd.io/HTTPRoute", OF_ROUTES)
          .put(
              GATEWAY_API + "Gateway",
              new ManifestColumns(
                  ImmutableList.of(
                      spec("CLASS", "gatewayClassName"),
                      new Column("ADDRESS", ManifestColumns::addresses),
                      condition("Programmed")),
                  ImmutableList.of(
                      condition("Accepted"), new Column("ROUTES", ManifestColumns::routes))))
          .put(
              GATEWAY_API + "ListenerSet",
              new ManifestColumns(
                  ImmutableList.of(condition("Accepted"), condition("Programmed")),
                  ImmutableList.of(new Column("ROUTES", ManifestColumns::routes))))
          .put(
              GATEWAY_API + "GatewayClass",
              new ManifestColumns(
                  ImmutableList.of(spec("CONTROLLER", "controllerName"), condition("Accepted")),
                  ImmutableList.of(spec("DESCRIPTION", "description"))))
          .buildOrThrow();

  /** A title and what an object has in it. */
  record Column(String title, Function<JsonObject, String> value) {}

  static ManifestColumns of(String group, String kind) {
    return COLUMNS.getOrDefault(group + "/" + kind, NONE);
  }

  private static ManifestColumns only(Column... narrow) {
    return new ManifestColumns(ImmutableList.copyOf(narrow), ImmutableList.of());
  }

  private static Column spec(String title, String field) {
    return new Column(title, object -> text(field(object, "spec", field)));
  }

  /** Of the object as a whole. */
  private static Column condition(String type) {
    return new Column(
        title(type),
        object ->
            conditions(field(object, "status", "conditions"), type)
                .map(condition -> text(condition.get("status")))
                .collect(joining(", ")));
  }

  /** Of each parent: True, or False with the reason. */
  private static Column ofParents(String type) {
    return new Column(
        title(type),
        object ->
            objects(field(object, "status", "parents"))
                .flatMap(parent -> conditions(parent.get("conditions"), type))
                .map(ManifestColumns::withReason)
                .collect(joining(", ")));
  }

  private static String withReason(JsonObject condition) {
    String status = text(condition.get("status"));
    return status.equals("True") ? status : status + " (" + text(condition.get("reason")) + ")";
  }

  private static String addresses(JsonObject object) {
    return objects(field(object, "status", "addresses"))
        .map(address -> text(address.get("value")))
        .collect(joining(","));
  }

  /** How many each listener has. */
  private static String routes(JsonObject object) {
    return objects(field(object, "status", "listeners"))
        .map(listener -> text(listener.get("name")) + ":" + text(listener.get("attachedRoutes")))
        .collect(joining(","));
  }

  private static String title(String type) {
    return Ascii.toUpperCase(type);
  }

  private static Stream<JsonObject> conditions(@Nullable JsonElement conditions, String type) {
    return objects(conditions).filter(condition -> text(condition.get("type")).equals(type));
  }

  private static Stream<JsonObject> objects(@Nullable JsonElement value) {
    List<JsonElement> items = value instanceof JsonArray array ? array.asList() : List.of();
    return items.stream().filter(JsonElement::isJsonObject).map(JsonElement::getAsJsonObject);
  }

  static @Nullable JsonElement field(JsonObject object, String outer, String inner) {
    return object.get(outer) instanceof JsonObject fields ? fields.get(inner) : null;
  }

  static String text(@Nullable JsonElement value) {
    if (value == null || value.isJsonNull()) {
      return "";
    }
    return value.isJsonPrimitive() ? value.getAsString() : value.toString();
  }
}
