package dev.signalbox.controlplane.status;

import com.google.common.collect.ImmutableList;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.ApiGateway;
import dev.signalbox.translator.model.ApiGateway.Address;
import dev.signalbox.translator.model.AttachedRoute;
import dev.signalbox.translator.model.AttachedRoute.Parent;
import dev.signalbox.translator.model.GatewayStatus;
import dev.signalbox.translator.model.GatewayStatus.ListenerStatus;
import dev.signalbox.translator.model.RouteStatus;
import dev.signalbox.translator.model.RouteStatus.Condition;
import java.util.List;

/**
 * What has become of Gateway API's objects, as their status has it: nobody writes it into the
 * files.
 */
public final class StatusJson {
  private static final String GROUP = "gateway.networking.k8s.io";
  private static final String STATUS = "status";
  private static final String CONDITIONS = "conditions";

  private final LiveStatus live;

  public StatusJson(LiveStatus live) {
    this.live = live;
  }

  /** The object with its status, if it is of a kind that has one here. */
  public JsonElement in(Origin id, JsonElement element) {
    if (!(element instanceof JsonObject object)) {
      return element;
    }
    RouteStatus route = live.linked().statuses().get(id);
    GatewayStatus gateway = live.linked().gatewayStatuses().get(id);
    ImmutableList<Condition> ofClass = live.linked().classStatuses().get(id);
    JsonObject written = ForeignStatus.object(object.get(STATUS));
    if (route != null) {
      object.add(STATUS, new Conditions(id, object).route(route, written));
    } else if (gateway != null) {
      object.add(STATUS, new Conditions(id, object).gateway(gateway, written));
    } else if (ofClass != null) {
      written.add(CONDITIONS, new Conditions(id, object).of("", ofClass, written));
      object.add(STATUS, written);
    }
    return object;
  }

  /** The conditions of one object. */
  private final class Conditions {
    private final Origin id;
    private final JsonObject object;

    Conditions(Origin id, JsonObject object) {
      this.id = id;
      this.object = object;
    }

    JsonObject route(RouteStatus status, JsonObject written) {
      // A policy's status has other names for the same.
      boolean policy = id.kind().endsWith("Policy");
      String list = policy ? "ancestors" : "parents";
      String field = policy ? "ancestorRef" : "parentRef";
      JsonArray parents = new JsonArray();
      JsonArray earlier = new JsonArray();
      JsonArray others = new JsonArray();
      for (JsonElement parent : ForeignStatus.array(written.get(list))) {
        boolean ours = ForeignStatus.text(parent, "controllerName").equals(ApiGateway.CONTROLLER);
        (ours ? earlier : others).add(parent);
      }
      for (RouteStatus.ParentStatus parent : status.parents()) {
        JsonObject entry = new JsonObject();
        entry.add(field, reference(parent.parent()));
        entry.addProperty("controllerName", ApiGateway.CONTROLLER);
        entry.add(
            CONDITIONS,
            of(
                ConditionKey.part(parent.parent()),
                parent.conditions(),
                ForeignStatus.same(earlier, entry, field)));
        parents.add(entry);
      }
      parents.addAll(others);
      written.add(list, parents);
      return written;
    }

    /** As it was written, with the defaults that count. */
    private JsonObject reference(Parent parent) {
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

    JsonObject gateway(GatewayStatus status, JsonObject written) {
      JsonArray listeners = new JsonArray();
      for (ListenerStatus listener : status.listeners()) {
        listeners.add(listener(listener, written));
      }
      if (id.kind().equals("Gateway")) {
        written.add("addresses", addresses(live.addresses(id, status)));
      }
      status
          .attachedListenerSets()
          .ifPresent(number -> written.addProperty("attachedListenerSets", number));
      written.add(CONDITIONS, of("", status.conditions(), written));
      written.add("listeners", listeners);
      return written;
    }

    private JsonObject listener(ListenerStatus listener, JsonObject written) {
      JsonObject entry = new JsonObject();
      entry.addProperty("name", listener.name());
      JsonArray kinds = new JsonArray();
      listener.types().forEach(type -> kinds.add(kind(type)));
      entry.add("supportedKinds", kinds);
      entry.addProperty("attachedRoutes", listener.attachedRoutes());
      entry.add(
          CONDITIONS,
          of(
              listener.name(),
              listener.conditions(),
              ForeignStatus.same(written.get("listeners"), entry, "name")));
      return entry;
    }

    JsonArray of(String part, List<Condition> conditions, JsonObject written) {
      JsonArray json = new JsonArray();
      conditions.forEach(condition -> json.add(condition(part, condition)));
      return ForeignStatus.conditions(json, written.get(CONDITIONS));
    }

    private JsonObject condition(String part, Condition condition) {
      JsonObject entry = new JsonObject();
      entry.addProperty("type", condition.type());
      entry.addProperty("status", condition.status() ? "True" : "False");
      entry.addProperty("reason", condition.reason());
      entry.addProperty("message", condition.message());
      live.since(id, new ConditionKey(part, condition.type()))
          .ifPresent(since -> entry.addProperty("lastTransitionTime", since.toString()));
      if (object.get("metadata") instanceof JsonObject metadata && metadata.has("generation")) {
        entry.add("observedGeneration", metadata.get("generation"));
      }
      return entry;
    }
  }

  private static JsonArray addresses(List<Address> addresses) {
    JsonArray json = new JsonArray();
    for (Address address : addresses) {
      JsonObject entry = new JsonObject();
      entry.addProperty("type", address.type());
      entry.addProperty("value", address.value());
      json.add(entry);
    }
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
}
