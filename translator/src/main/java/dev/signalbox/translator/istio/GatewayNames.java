package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.model.RouteTable;
import java.util.List;

/** Names of Gateways: a bare one is of the object's namespace. */
final class GatewayNames {
  private GatewayNames() {}

  static ImmutableList<String> resolve(List<String> names, String namespace) {
    return names.stream()
        .map(name -> resolve(name, namespace))
        .collect(ImmutableList.toImmutableList());
  }

  private static String resolve(String name, String namespace) {
    return name.equals(RouteTable.MESH) || name.contains("/") ? name : namespace + "/" + name;
  }
}
