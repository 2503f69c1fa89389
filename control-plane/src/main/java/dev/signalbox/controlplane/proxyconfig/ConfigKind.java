package dev.signalbox.controlplane.proxyconfig;

import com.google.common.collect.ImmutableList;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What proxy-config tells of, by the names that istioctl takes. */
public enum ConfigKind {
  ROUTE(DumpSection.ROUTES, "route", "routes", "r"),
  CLUSTER(DumpSection.CLUSTERS, "cluster", "clusters", "c"),
  LISTENER(DumpSection.LISTENERS, "listener", "listeners", "l"),
  ENDPOINT(DumpSection.ENDPOINTS, "endpoint", "endpoints", "ep", "eds"),
  BOOTSTRAP(DumpSection.BOOTSTRAP, "bootstrap", "b"),
  ALL(null, "all", "a");

  private final Optional<DumpSection> section;
  private final ImmutableList<String> names;

  ConfigKind(@Nullable DumpSection section, String... names) {
    this.section = Optional.ofNullable(section);
    this.names = ImmutableList.copyOf(names);
  }

  public static Optional<ConfigKind> find(String name) {
    return Arrays.stream(values()).filter(kind -> kind.names.contains(name)).findFirst();
  }

  /** What to tell somebody who named another. */
  public static String unknown(String name) {
    return Arrays.stream(values())
        .map(ConfigKind::label)
        .collect(Collectors.joining(", ", "'" + name + "' is none of ", ""));
  }

  public String label() {
    return names.getFirst();
  }

  public String table(EnvoyDump dump) {
    ConfigTables tables = new ConfigTables(dump);
    return section.map(tables::of).orElseGet(tables::all);
  }

  /** A list of resources; of the bootstrap and of all, what Envoy has around them. */
  public JsonElement json(EnvoyDump dump) {
    return section.map(part -> json(dump, part)).orElseGet(dump::json);
  }

  private static JsonElement json(EnvoyDump dump, DumpSection section) {
    ImmutableList<JsonObject> resources = dump.resources(section);
    if (section == DumpSection.BOOTSTRAP) {
      JsonObject bootstrap = new JsonObject();
      resources.forEach(resource -> bootstrap.add("bootstrap", resource));
      return bootstrap;
    }
    JsonArray array = new JsonArray();
    resources.forEach(array::add);
    return array;
  }
}
