package dev.signalbox.controlplane.manifests;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.ApiGateway;
import dev.signalbox.translator.model.AttachedRoute;
import dev.signalbox.translator.model.AttachedRoute.Parent;
import dev.signalbox.translator.model.GatewayStatus;
import dev.signalbox.translator.model.GatewayStatus.ListenerStatus;
import dev.signalbox.translator.model.LinkedRoutes;
import dev.signalbox.translator.model.RouteStatus;
import dev.signalbox.translator.model.RouteStatus.Condition;
import java.util.List;

/**
 * What has become of Gateway API's objects, as their status has it: nobody writes it into the
 * files. Conditions have no times, since nothing keeps them.
 */
final class Statuses {
  private static final String GROUP = "gateway.networking.k8s.io";
  private static final String STATUS = "status";

  private final LinkedRoutes linked;

  Statuses(LinkedRoutes linked) {
    this.linked = linked;
  }

  /** The object with its status, if it is of a kind that has one here. */
  JsonElement in(Origin id, JsonElement element) {
    if (!(element instanceof JsonObject object)) {
      return element;
    }
    RouteStatus route = linked.statuses().get(id);
    GatewayStatus gateway = linked.gatewayStatuses().get(id);
    if (route != null) {
      object.add(STATUS, route(route, object));
    } else if (gateway != null) {
      object.add(STATUS, gateway(gateway, object));
    }
    return object;
  }

  private static JsonObject route(RouteStatus status, JsonObject object) {
    // A policy's status has other names for the same.
    boolean policy = object.get("kind").getAsString().endsWith("Policy");
    JsonArray parents = new JsonArray();
    for (RouteStatus.ParentStatus parent : status.parents()) {
      JsonObject entry = new JsonObject();
      entry.add(policy ? "ancestorRef" : "parentRef", reference(parent.parent()));
      entry.addProperty("controllerName", ApiGateway.CONTROLLER);
      entry.add("conditions", conditions(parent.conditions(), object));
      parents.add(entry);
    }
    JsonObject json = new JsonObject();
    json.add(policy ? "ancestors" : "parents", parents);
    return json;
  }

  /** As it was written, with the defaults that count. */
  private static JsonObject reference(Parent parent) {
    JsonObject json = new JsonObject();
    json.addProperty("group", parent.group());
    json.addProperty("kind", parent.kind());
    if (parent.namesNamespace()) {
      json.addProperty("namespace", parent.namespace());
    }
    json.addProperty("name", parent.name());
    parent.section().ifPresent(section -> json.addProperty("sectionName", section));
    parent.port().ifPresent(port -> json.addProperty("port", port));
    return json;
  }

  private static JsonObject gateway(GatewayStatus status, JsonObject object) {
    JsonArray listeners = new JsonArray();
    for (ListenerStatus listener : status.listeners()) {
      JsonObject entry = new JsonObject();
      entry.addProperty("name", listener.name());
      JsonArray kinds = new JsonArray();
      listener.types().forEach(type -> kinds.add(kind(type)));
      entry.add("supportedKinds", kinds);
      entry.addProperty("attachedRoutes", listener.attachedRoutes());
      entry.add("conditions", conditions(listener.conditions(), object));
      listeners.add(entry);
    }
    JsonObject json = new JsonObject();
    json.add("conditions", conditions(status.conditions(), object));
    json.add("listeners", listeners);
    return json;
  }

  private static JsonObject kind(AttachedRoute.Type type) {
    JsonObject kind = new JsonObject();
    kind.addProperty("group", GROUP);
    kind.addProperty(
        "kind",
        switch (type) {
          case GRPC -> "GRPCRoute";
          case HTTP -> "HTTPRoute";
          case TCP -> "TCPRoute";
        });
    return kind;
  }

  private static JsonArray conditions(List<Condition> conditions, JsonObject object) {
    JsonArray json = new JsonArray();
    for (Condition condition : conditions) {
      JsonObject entry = new JsonObject();
      entry.addProperty("type", condition.type());
      entry.addProperty("status", condition.status() ? "True" : "False");
      entry.addProperty("reason", condition.reason());
      entry.addProperty("message", condition.message());
      if (object.get("metadata") instanceof JsonObject metadata && metadata.has("generation")) {
        entry.add("observedGeneration", metadata.get("generation"));
      }
      json.add(entry);
    }
    return json;
  }
}
