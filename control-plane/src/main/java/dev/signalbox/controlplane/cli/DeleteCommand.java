package dev.signalbox.controlplane.cli;

import dev.signalbox.controlplane.Findings;
import dev.signalbox.controlplane.manifests.NamedObjects;
import dev.signalbox.controlplane.manifests.ResourceKind;
import dev.signalbox.controlplane.source.FileChange;
import dev.signalbox.proto.manifests.v1.DeleteManifestsRequest;
import dev.signalbox.proto.manifests.v1.ListManifestsRequest;
import dev.signalbox.proto.manifests.v1.Manifest;
import dev.signalbox.proto.manifests.v1.ObjectName;
import dev.signalbox.proto.manifests.v1.ObjectResult;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "delete",
    description = {
      "Takes manifests out of the folder of a running control plane.",
      "A file that holds nothing else is deleted; other files keep the rest."
    },
    footer = {
      "",
      "Example: signalbox delete virtualservice reviews",
      "         signalbox delete vs/reviews dr/reviews -n shop",
      "         signalbox delete vs reviews --dry-run",
      "         signalbox delete -f deploy/samples/bookinfo/networking/virtual-service-all-v1.yaml"
    })
final class DeleteCommand implements Callable<Integer> {
  private static final String DEFAULT = "default";

  /** How results are written. */
  enum Format {
    TABLE,
    NAME
  }

  @Spec private CommandSpec spec;
  @Mixin private ServerOption server;
  @Mixin private InputFiles files;
  @Mixin private DryRunOption dryRun;

  @Parameters(
      arity = "0..*",
      paramLabel = "KIND NAME|KIND/NAME",
      description = "Such as vs reviews ratings, or vs/reviews dr/reviews, or vs,dr reviews.")
  private List<String> arguments = List.of();

  @Option(
      names = {"-n", "--namespace"},
      defaultValue = "",
      paramLabel = "NAMESPACE",
      description = {
        "The namespace of objects given by name, and of those in files that name none.",
        "[default]"
      })
  private String namespace;

  @Option(names = "--ignore-not-found", description = "An object that isn't there is no failure.")
  private boolean ignoreNotFound;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "table",
      paramLabel = "FORMAT",
      description = "table, or name for kind/name alone. [${DEFAULT-VALUE}]")
  private Format output;

  @Override
  public Integer call() {
    DeleteManifestsRequest request =
        DeleteManifestsRequest.newBuilder()
            .addAllObjects(objects())
            .setDryRun(dryRun.isSet())
            .build();
    List<ObjectResult> results;
    try (ServerConnection connection = server.connect()) {
      results = connection.manifests(stub -> stub.deleteManifests(request)).getResultsList();
    }
    results.forEach(this::print);
    spec.commandLine().getOut().flush();
    return results.stream().anyMatch(this::failed) ? ExitCodes.NEGATIVE : ExitCodes.OK;
  }

  /** Names on the command line win over SIGNALBOX_FILENAME. */
  private List<ObjectName> objects() {
    boolean byFile = !files.isEmpty() && Given.onCommandLine(spec, "-f");
    if (byFile && !arguments.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Say either KIND and NAME, or -f, not both");
    }
    if (!arguments.isEmpty()) {
      return named(ObjectSelection.parse(arguments));
    }
    if (files.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "Say what to delete: KIND and NAME, or -f FILE, DIR or -");
    }
    List<ObjectName> objects = new ArrayList<>();
    files.read().forEach(file -> objects.addAll(objects(file)));
    return objects;
  }

  private List<ObjectName> named(ObjectSelection selection) {
    if (selection.targets().isEmpty() || arguments.getFirst().equals(ObjectSelection.ALL)) {
      throw new ParameterException(
          spec.commandLine(), "Say which objects to delete: KIND and NAME, or KIND/NAME");
    }
    return selection.targets().stream().map(this::object).toList();
  }

  /** Of several groups' kinds of one name, the one that has the object. */
  private ObjectName object(ObjectSelection.Target target) {
    List<ObjectName> candidates =
        target.kinds().stream()
            .map(kind -> kind.object(namespace.isEmpty() ? DEFAULT : namespace, target.name()))
            .toList();
    if (candidates.size() == 1) {
      return candidates.getFirst();
    }
    List<ObjectName> found = existing(candidates);
    if (found.size() > 1) {
      throw Failure.negative(
          "\"%s\" is the name of several objects; say which is meant: %s. Nothing was deleted."
              .formatted(
                  target.name(),
                  found.stream()
                      .map(object -> ResourceKind.label(object.getGroup(), object.getKind()))
                      .map(label -> label + "/" + target.name())
                      .collect(Collectors.joining(" or "))));
    }
    return found.isEmpty() ? candidates.getFirst() : found.getFirst();
  }

  private List<ObjectName> existing(List<ObjectName> candidates) {
    ListManifestsRequest request =
        ListManifestsRequest.newBuilder().addAllSelectors(candidates).build();
    try (ServerConnection connection = server.connect()) {
      return connection.manifests(stub -> stub.listManifests(request)).getManifestsList().stream()
          .map(Manifest::getObject)
          .toList();
    }
  }

  private List<ObjectName> objects(FileChange file) {
    if (!(file instanceof FileChange.Text(String name, String text))) {
      throw Failure.negative(file.file() + " can't be read; nothing was deleted");
    }
    NamedObjects named = NamedObjects.in(name, text, namespace);
    if (!named.findings().isEmpty()) {
      throw Failure.negative(Findings.line(named.findings().getFirst()) + " Nothing was deleted.");
    }
    return named.objects();
  }

  private void print(ObjectResult result) {
    ObjectName object = result.getObject();
    String label = ResourceKind.label(object.getGroup(), object.getKind());
    String name = "%s \"%s\"".formatted(label, object.getName());
    if (isMissing(result)) {
      if (!ignoreNotFound) {
        say(name + " not found in namespace " + object.getNamespace());
      }
      return;
    }
    PrintWriter out = spec.commandLine().getOut();
    switch (output) {
      case TABLE -> out.println(name + " deleted" + dryRun.remark());
      case NAME -> out.println(label + "/" + object.getName());
    }
    if (isStillThere(result)) {
      say(name + ": out of its file, but still in force");
    }
  }

  private boolean failed(ObjectResult result) {
    return isMissing(result) ? !ignoreNotFound : isStillThere(result);
  }

  private boolean isStillThere(ObjectResult result) {
    return !dryRun.isSet() && !result.getInForce();
  }

  private void say(String message) {
    spec.commandLine().getErr().println("signalbox: " + message);
  }

  private static boolean isMissing(ObjectResult result) {
    return result.getOutcome() == ObjectResult.Outcome.NOT_FOUND;
  }
}
