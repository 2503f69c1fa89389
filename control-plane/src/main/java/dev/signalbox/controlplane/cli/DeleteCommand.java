package dev.signalbox.controlplane.cli;

import dev.signalbox.controlplane.Findings;
import dev.signalbox.controlplane.source.FileChange;
import dev.signalbox.proto.manifests.v1.DeleteManifestsRequest;
import dev.signalbox.proto.manifests.v1.ObjectName;
import dev.signalbox.proto.manifests.v1.ObjectResult;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.manifest.ManifestReader;
import dev.signalbox.translator.manifest.ManifestText;
import dev.signalbox.translator.manifest.ObjectKey;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
      "         signalbox delete -f deploy/samples/bookinfo/networking/virtual-service-all-v1.yaml"
    })
final class DeleteCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ManifestClient client;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "KIND",
      converter = ResourceKind.Converter.class,
      description = "Such as virtualservices, virtualservice or vs.")
  private @Nullable ResourceKind kind;

  @Parameters(index = "1..*", paramLabel = "NAME", description = "The objects' names.")
  private List<String> names = List.of();

  @Option(
      names = {"-f", "--filename"},
      split = EnvironmentDefaults.LIST_SEPARATOR,
      paramLabel = "FILE|DIR|-",
      description = "Instead of names, the objects in these files; - is standard input.")
  private List<String> files = List.of();

  @Option(
      names = {"-n", "--namespace"},
      defaultValue = "default",
      paramLabel = "NAMESPACE",
      description = "The namespace of objects given by name. [${DEFAULT-VALUE}]")
  private String namespace;

  @Option(names = "--ignore-not-found", description = "An object that isn't there is no failure.")
  private boolean ignoreNotFound;

  @Option(names = "--dry-run", description = "Tells what would happen, and writes nothing.")
  private boolean dryRun;

  @Override
  public Integer call() {
    DeleteManifestsRequest request =
        DeleteManifestsRequest.newBuilder().addAllObjects(objects()).setDryRun(dryRun).build();
    List<ObjectResult> results =
        client.call(stub -> stub.deleteManifests(request)).getResultsList();
    results.forEach(this::print);
    spec.commandLine().getOut().flush();
    boolean missing = results.stream().anyMatch(DeleteCommand::isMissing);
    return missing && !ignoreNotFound ? ExitCodes.NEGATIVE : ExitCodes.OK;
  }

  private List<ObjectName> objects() {
    ResourceKind named = kind;
    if (files.isEmpty() && named != null && !names.isEmpty()) {
      return names.stream()
          .map(name -> object(named.group(), named.kind(), namespace, name))
          .toList();
    }
    if (files.isEmpty() || named != null) {
      throw new ParameterException(
          spec.commandLine(), "Say what to delete: KIND and NAME, or -f FILE, DIR or -");
    }
    List<ObjectName> objects = new ArrayList<>();
    ManifestInputs.read(files).forEach(file -> objects.addAll(objects(file)));
    return objects;
  }

  private static List<ObjectName> objects(FileChange file) {
    if (!(file instanceof FileChange.Text(String name, String text))) {
      throw Failure.negative(file.file() + " can't be read; nothing was deleted");
    }
    List<Finding> unreadable = ManifestReader.read(name, text).unreadable();
    if (!unreadable.isEmpty()) {
      throw Failure.negative(Findings.line(unreadable.getFirst()) + " Nothing was deleted.");
    }
    return ManifestText.of(text).objects().stream()
        .map(ManifestText.Entry::key)
        .filter(ObjectKey::isKnown)
        .map(key -> object(key.group(), key.id().kind(), key.id().namespace(), key.id().name()))
        .toList();
  }

  private static ObjectName object(String group, String kind, String namespace, String name) {
    return ObjectName.newBuilder()
        .setGroup(group)
        .setKind(kind)
        .setNamespace(namespace)
        .setName(name)
        .build();
  }

  private void print(ObjectResult result) {
    ObjectName object = result.getObject();
    String name =
        "%s \"%s\""
            .formatted(ResourceKind.label(object.getGroup(), object.getKind()), object.getName());
    PrintWriter err = spec.commandLine().getErr();
    if (isMissing(result)) {
      if (!ignoreNotFound) {
        err.println("signalbox: " + name + " not found in namespace " + object.getNamespace());
      }
      return;
    }
    spec.commandLine().getOut().println(name + " deleted" + (dryRun ? " (dry run)" : ""));
    if (!dryRun && !result.getInForce()) {
      err.println("signalbox: " + name + ": out of its file, but still in force");
    }
  }

  private static boolean isMissing(ObjectResult result) {
    return result.getOutcome() == ObjectResult.Outcome.NOT_FOUND;
  }
}
