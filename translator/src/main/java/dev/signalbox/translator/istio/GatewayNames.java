package dev.signalbox.translator.istio;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.RouteTable;
import java.util.List;
import java.util.regex.Pattern;

/** Names of Gateways: a bare one is of the object's namespace. */
final class GatewayNames {
  private static final String LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
  private static final Pattern NAME = Pattern.compile("mesh|" + LABEL + "/" + LABEL);

  private GatewayNames() {}

  static ImmutableList<String> resolve(List<String> names, String namespace) {
    return names.stream()
        .map(name -> resolve(name, namespace))
        .collect(ImmutableList.toImmutableList());
  }

  /** Dots are of an older form: name.namespace, and what may follow. */
  private static String resolve(String name, String namespace) {
    if (name.equals(RouteTable.MESH)) {
      return name;
    }
    if (name.startsWith("./")) {
      return namespace + name.substring(1);
    }
    if (name.contains("/")) {
      return name;
    }
    List<String> parts = Splitter.on('.').splitToList(name);
    return parts.size() == 1 ? namespace + "/" + name : parts.get(1) + "/" + parts.get(0);
  }

  /** Reports names that can't be of a Gateway. */
  static void check(List<String> names, Origin origin, Diagnostics diagnostics) {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name.contains(".") && !name.contains("/")) {
        diagnostics.add(
            Code.DEPRECATED_FIELD,
            origin.at(i),
            "a gateway's name with dots is deprecated",
            "Write " + resolve(name, origin.namespace()) + ".");
      }
      if (!NAME.matcher(resolve(name, origin.namespace())).matches()) {
        diagnostics.add(
            Code.INVALID_VALUE,
            origin.at(i),
            "\"" + name + "\" is not a gateway's name",
            "Write mesh, the name of a Gateway or namespace/name.");
      }
    }
  }
}
