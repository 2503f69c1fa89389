package dev.signalbox.controlplane.cli;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.cli.ObjectSelection.Target;
import dev.signalbox.controlplane.manifests.ResourceKind;
import dev.signalbox.controlplane.report.Json;
import dev.signalbox.controlplane.report.ManifestTable;
import dev.signalbox.controlplane.report.ManifestTree;
import dev.signalbox.controlplane.report.Yaml;
import dev.signalbox.proto.manifests.v1.ListManifestsRequest;
import dev.signalbox.proto.manifests.v1.Manifest;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "get",
    description = {
      "Lists the manifests that are in force, or shows some.",
      "Kinds have their plural, singular and short names: virtualservices, virtualservice, vs.",
      "Where several groups have a kind, all are meant unless one is said, as in",
      "httproutes.policy.linkerd.io."
    },
    footer = {
      "",
      "Example: signalbox get virtualservices",
      "         signalbox get vs reviews -o yaml > reviews.yaml",
      "         signalbox get vs/reviews dr/reviews",
      "         signalbox get vs,dr -A -o wide     (with file and line)",
      "         signalbox get all"
    })
final class GetCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ServerOption server;

  @Parameters(
      index = "0",
      paramLabel = "KIND[,KIND...]",
      description = "Such as vs, or vs,dr, or all; or KIND/NAME.")
  private String kind;

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

  @Option(names = "--no-headers", description = "Tables without their first line.")
  private boolean noHeaders;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "table",
      paramLabel = "FORMAT",
      description = "table, wide (with files), name, json or yaml. [${DEFAULT-VALUE}]")
  private ObjectFormat output;

  @Override
  public Integer call() {
    List<String> arguments = new ArrayList<>(List.of(kind));
    arguments.addAll(names);
    ObjectSelection selection = ObjectSelection.parse(arguments);
    List<Manifest> all = list(selection);
    List<Manifest> found = selection.targets().isEmpty() ? all : named(selection.targets(), all);
    if (!found.isEmpty() || (selection.targets().isEmpty() && isTree())) {
      print(selection, found);
    } else if (selection.targets().isEmpty()) {
      err().println("No resources found" + (anyNamespace() ? "" : " in namespace " + namespace));
    }
    return selection.targets().stream()
            .allMatch(target -> found.stream().anyMatch(manifest -> is(manifest, target)))
        ? ExitCodes.OK
        : ExitCodes.NEGATIVE;
  }

  private List<Manifest> list(ObjectSelection selection) {
    ListManifestsRequest.Builder request = ListManifestsRequest.newBuilder();
    for (ResourceKind selected : selection.kinds()) {
      request.addSelectors(selected.object(anyNamespace() ? "" : namespace, ""));
    }
    try (ServerConnection connection = server.connect()) {
      return connection.manifests(stub -> stub.listManifests(request.build())).getManifestsList();
    }
  }

  /** A namespace on the command line wins over SIGNALBOX_ALL_NAMESPACES. */
  private boolean anyNamespace() {
    return allNamespaces && (Given.onCommandLine(spec, "-A") || !Given.onCommandLine(spec, "-n"));
  }

  private List<Manifest> named(List<Target> targets, List<Manifest> all) {
    List<Manifest> found = new ArrayList<>();
    for (Target target : targets) {
      List<Manifest> same = all.stream().filter(manifest -> is(manifest, target)).toList();
      if (same.isEmpty()) {
        err()
            .printf(
                "signalbox: %s \"%s\" not found in %s%n",
                target.label(),
                target.name(),
                anyNamespace() ? "any namespace" : "namespace " + namespace);
      }
      found.addAll(same);
    }
    return found;
  }

  private static boolean is(Manifest manifest, Target target) {
    return manifest.getObject().getName().equals(target.name())
        && target.kinds().contains(kind(manifest));
  }

  private static ResourceKind kind(Manifest manifest) {
    return new ResourceKind(manifest.getObject().getGroup(), manifest.getObject().getKind());
  }

  private boolean isTree() {
    return output == ObjectFormat.JSON || output == ObjectFormat.YAML;
  }

  private void print(ObjectSelection selection, List<Manifest> manifests) {
    PrintWriter out = spec.commandLine().getOut();
    boolean single = selection.targets().size() == 1;
    switch (output) {
      case JSON -> out.println(Json.write(ManifestTree.of(manifests, single)));
      case YAML -> out.print(Yaml.write(ManifestTree.of(manifests, single)));
      case NAME -> manifests.forEach(manifest -> out.println(qualified(manifest)));
      case TABLE, WIDE -> out.print(tables(selection, manifests));
    }
    out.flush();
  }

  private static String qualified(Manifest manifest) {
    return kind(manifest).label() + "/" + manifest.getObject().getName();
  }

  /** One for each kind; names say their kind where several were asked for. */
  private String tables(ObjectSelection selection, List<Manifest> manifests) {
    ManifestTable table =
        new ManifestTable(
            anyNamespace(),
            selection.several() || manifests.stream().map(GetCommand::kind).distinct().count() > 1,
            output == ObjectFormat.WIDE,
            !noHeaders,
            Instant.now());
    return selection.kinds().stream()
        .map(selected -> of(selected, manifests))
        .filter(ofKind -> !ofKind.isEmpty())
        .map(table::of)
        .collect(Collectors.joining("\n"));
  }

  private static ImmutableList<Manifest> of(ResourceKind kind, List<Manifest> manifests) {
    return manifests.stream()
        .filter(manifest -> kind(manifest).equals(kind))
        .collect(ImmutableList.toImmutableList());
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
