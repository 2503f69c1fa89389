package dev.signalbox.controlplane.manifests;

import com.google.gson.JsonObject;
import dev.signalbox.proto.manifests.v1.Manifest;
import dev.signalbox.proto.manifests.v1.ObjectName;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.ApiGateway;

/** The GatewayClass that is there without anybody having written it. */
final class BuiltInClass {
  private static final String GROUP = "gateway.networking.k8s.io";
  private static final String KIND = "GatewayClass";

  static final ObjectName NAME = new ResourceKind(GROUP, KIND).object("", ApiGateway.CLASS);
  static final Origin ID = new Origin(GROUP, KIND, NAME.getNamespace(), NAME.getName(), "");

  private BuiltInClass() {}

  /** Whether somebody asks for classes: everything that there is, is what files have. */
  static boolean isAskedFor(ObjectName selector) {
    return selector.getGroup().equals(GROUP)
        && selector.getKind().equals(KIND)
        && (selector.getName().isEmpty() || selector.getName().equals(ApiGateway.CLASS));
  }

  static JsonObject json() {
    JsonObject metadata = new JsonObject();
    metadata.addProperty("name", ApiGateway.CLASS);
    JsonObject spec = new JsonObject();
    spec.addProperty("controllerName", ApiGateway.CONTROLLER);
    spec.addProperty("description", "Built in.");
    JsonObject object = new JsonObject();
    object.addProperty("apiVersion", GROUP + "/v1");
    object.addProperty("kind", KIND);
    object.add("metadata", metadata);
    object.add("spec", spec);
    return object;
  }

  static Manifest.Builder manifest() {
    return Manifest.newBuilder().setObject(NAME);
  }
}
