package dev.signalbox.controlplane.cli;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import dev.signalbox.controlplane.manifests.ResourceKind;
import dev.signalbox.controlplane.report.AppliedReport;
import dev.signalbox.controlplane.report.Json;
import dev.signalbox.controlplane.report.Yaml;
import dev.signalbox.controlplane.server.FindingMessages;
import dev.signalbox.controlplane.source.FileChange;
import dev.signalbox.proto.manifests.v1.ApplyManifestsRequest;
import dev.signalbox.proto.manifests.v1.ApplyManifestsRequest.Validation;
import dev.signalbox.proto.manifests.v1.ApplyManifestsResponse;
import dev.signalbox.proto.manifests.v1.ObjectResult;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.manifest.ManifestReader;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "apply",
    description = {
      "Writes manifests into the folder of a running control plane.",
      "An object that is already there is replaced where it stands."
    },
    footer = {
      "",
      "Example: signalbox apply -f virtual-service-reviews-v3.yaml",
      "         signalbox apply -n shop -f rules.yaml -f more-rules/",
      "         signalbox get vs reviews -o yaml | sed s/v1/v2/ | signalbox apply -f -",
      "         signalbox apply -f manifests/ --dry-run"
    })
final class ApplyCommand implements Callable<Integer> {
  /** How the result is written. */
  enum Format {
    TABLE,
    NAME,
    JSON,
    YAML
  }

  /** What an unknown field does to its object. */
  enum Validate {
    STRICT(Validation.VALIDATION_STRICT),
    WARN(Validation.VALIDATION_WARN),
    IGNORE(Validation.VALIDATION_IGNORE);

    private final Validation message;

    Validate(Validation message) {
      this.message = message;
    }
  }

  @Spec private CommandSpec spec;
  @Mixin private InputFiles files;
  @Mixin private ServerOption server;
  @Mixin private DryRunOption dryRun;

  @Option(
      names = {"-n", "--namespace"},
      defaultValue = "",
      paramLabel = "NAMESPACE",
      description = "The namespace of objects that name none; one that names another is refused.")
  private String namespace;

  @Option(
      names = "--validate",
      defaultValue = "strict",
      paramLabel = "MODE",
      description = "An unknown field is refused (strict), noted (warn) or ignored (ignore).")
  private Validate validate;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "table",
      paramLabel = "FORMAT",
      description = "table, name, json or yaml. [${DEFAULT-VALUE}]")
  private Format output;

  @Override
  public Integer call() {
    if (files.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Say what to apply: -f FILE, DIR or -");
    }
    ImmutableList<FileChange> inputs = files.read();
    ApplyManifestsResponse response = send(request(inputs));
    ImmutableList<Finding> refused =
        Streams.concat(unreadable(inputs), findings(response.getRefusedList()))
            .collect(ImmutableList.toImmutableList());
    print(response, refused);
    response.getResultsList().forEach(this::explain);
    findings(response.getNotesList()).forEach(this::say);
    if (refused.isEmpty() && response.getResultsCount() == 0) {
      throw Failure.negative("there are no objects in " + String.join(", ", files.names()));
    }
    return refused.isEmpty() ? ExitCodes.OK : ExitCodes.NEGATIVE;
  }

  private ApplyManifestsResponse send(ApplyManifestsRequest request) {
    try (ServerConnection connection = server.connect()) {
      return connection.manifests(stub -> stub.applyManifests(request));
    }
  }

  private ApplyManifestsRequest request(ImmutableList<FileChange> inputs) {
    ApplyManifestsRequest.Builder request =
        ApplyManifestsRequest.newBuilder()
            .setValidation(validate.message)
            .setDryRun(dryRun.isSet())
            .setNamespace(namespace);
    for (FileChange input : inputs) {
      if (input instanceof FileChange.Text(String file, String text)) {
        request.addFilesBuilder().setName(file).setText(text);
      }
    }
    return request.build();
  }

  private static Stream<Finding> unreadable(ImmutableList<FileChange> inputs) {
    return inputs.stream()
        .filter(FileChange.Unreadable.class::isInstance)
        .map(FileChange.Unreadable.class::cast)
        .map(f -> ManifestReader.unreadable(f.file(), f.line(), f.column(), f.message(), f.fix()));
  }

  private static Stream<Finding> findings(List<dev.signalbox.proto.admin.v1.Finding> messages) {
    return messages.stream().map(FindingMessages::read).flatMap(Optional::stream);
  }

  private void print(ApplyManifestsResponse response, ImmutableList<Finding> refused) {
    AppliedReport report =
        AppliedReport.of(
            refused, findings(response.getNotesList()).toList(), response.getResultsList());
    PrintWriter out = spec.commandLine().getOut();
    switch (output) {
      case JSON -> out.println(Json.write(report));
      case YAML -> out.print(Yaml.write(Json.tree(report)));
      case TABLE -> {
        response.getResultsList().stream()
            .filter(ApplyCommand::isTaken)
            .forEach(result -> out.println(line(result)));
        refused.forEach(this::say);
      }
      case NAME -> {
        response.getResultsList().stream()
            .filter(ApplyCommand::isTaken)
            .forEach(result -> out.println(name(result)));
        refused.forEach(this::say);
      }
    }
    out.flush();
  }

  private static boolean isTaken(ObjectResult result) {
    return switch (result.getOutcome()) {
      case LEFT_ALONE, REFUSED -> false;
      default -> true;
    };
  }

  private String line(ObjectResult result) {
    return name(result) + " " + Ascii.toLowerCase(result.getOutcome().name()) + dryRun.remark();
  }

  private static String name(ObjectResult result) {
    String label = ResourceKind.label(result.getObject().getGroup(), result.getObject().getKind());
    return label + "/" + result.getObject().getName();
  }

  private void explain(ObjectResult result) {
    String name = result.getObject().getKind() + " " + result.getObject().getName();
    switch (result.getOutcome()) {
      case LEFT_ALONE -> err().println("signalbox: " + name + ": left alone, the kind isn't read");
      case CREATED, CONFIGURED -> {
        if (!dryRun.isSet() && !result.getInForce()) {
          err().println("signalbox: " + name + ": written, but not in force yet");
        }
      }
      default -> {}
    }
  }

  private void say(Finding finding) {
    err().println(Colors.of(spec).line(finding));
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
