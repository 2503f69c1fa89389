package dev.signalbox.controlplane.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.signalbox.controlplane.report.Json;
import dev.signalbox.controlplane.report.ManifestTable;
import dev.signalbox.controlplane.report.Yaml;
import dev.signalbox.proto.manifests.v1.ListManifestsRequest;
import dev.signalbox.proto.manifests.v1.Manifest;
import dev.signalbox.proto.manifests.v1.ObjectName;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "get",
    description = "Lists the manifests that are in force, or shows some.",
    footer = {
      "",
      "Example: signalbox get virtualservices",
      "         signalbox get vs reviews -o yaml > reviews.yaml",
      "         signalbox get dr -A -o wide"
    })
final class GetCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ManifestClient client;

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      converter = ResourceKind.Converter.class,
      description = "Such as virtualservices, virtualservice or vs.")
  private ResourceKind kind;

  @Parameters(index = "1..*", paramLabel = "NAME", description = "Only the objects of these names.")
  private List<String> names = List.of();

  @Option(
      names = {"-n", "--namespace"},
      defaultValue = "default",
      paramLabel = "NAMESPACE",
      description = "The objects' namespace. [${DEFAULT-VALUE}]")
  private String namespace;

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "The objects of all namespaces.")
  private boolean allNamespaces;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "table",
      description = "table, wide (with files), json or yaml. [${DEFAULT-VALUE}]")
  private ObjectFormat output;

  @Override
  public Integer call() {
    List<Manifest> all = list();
    List<Manifest> found = names.isEmpty() ? all : named(all);
    if (!found.isEmpty() || (names.isEmpty() && isTree())) {
      print(found);
    } else if (names.isEmpty()) {
      err().println("No resources found" + (allNamespaces ? "" : " in namespace " + namespace));
    }
    return found.size() < names.size() ? ExitCodes.NEGATIVE : ExitCodes.OK;
  }

  private List<Manifest> list() {
    ObjectName selector =
        ObjectName.newBuilder()
            .setGroup(kind.group())
            .setKind(kind.kind())
            .setNamespace(allNamespaces ? "" : namespace)
            .build();
    ListManifestsRequest request = ListManifestsRequest.newBuilder().setSelector(selector).build();
    return client.call(stub -> stub.listManifests(request)).getManifestsList();
  }

  private List<Manifest> named(List<Manifest> all) {
    List<Manifest> found = new ArrayList<>();
    for (String name : names) {
      List<Manifest> same =
          all.stream().filter(manifest -> manifest.getObject().getName().equals(name)).toList();
      if (same.isEmpty()) {
        err()
            .printf(
                "signalbox: %s \"%s\" not found in %s%n",
                ResourceKind.label(kind.group(), kind.kind()),
                name,
                allNamespaces ? "any namespace" : "namespace " + namespace);
      }
      found.addAll(same);
    }
    return found;
  }

  private boolean isTree() {
    return output == ObjectFormat.JSON || output == ObjectFormat.YAML;
  }

  private void print(List<Manifest> manifests) {
    PrintWriter out = spec.commandLine().getOut();
    switch (output) {
      case JSON -> out.println(Json.write(tree(manifests)));
      case YAML -> out.print(Yaml.write(tree(manifests)));
      case TABLE, WIDE -> {
        boolean wide = output == ObjectFormat.WIDE;
        out.print(new ManifestTable(allNamespaces, wide, Instant.now()).of(manifests));
      }
    }
    out.flush();
  }

  /** An object alone if it was asked for by name, else a List. */
  private JsonElement tree(List<Manifest> manifests) {
    JsonArray items = new JsonArray();
    manifests.forEach(manifest -> items.add(JsonParser.parseString(manifest.getJson())));
    if (names.size() == 1 && items.size() == 1) {
      return items.get(0);
    }
    JsonObject list = new JsonObject();
    list.addProperty("apiVersion", "v1");
    list.addProperty("kind", "List");
    list.add("items", items);
    return list;
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
