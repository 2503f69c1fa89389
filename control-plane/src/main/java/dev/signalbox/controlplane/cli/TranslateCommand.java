package dev.signalbox.controlplane.cli;

import com.google.gson.JsonObject;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.signalbox.controlplane.Findings;
import dev.signalbox.controlplane.Offline;
import dev.signalbox.controlplane.report.EnvoyJson;
import dev.signalbox.controlplane.report.Json;
import dev.signalbox.controlplane.report.Yaml;
import dev.signalbox.translator.ProxyNode;
import dev.signalbox.translator.ResourceType;
import dev.signalbox.translator.Translation;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "translate",
    description = "Prints the Envoy resources that a proxy gets, without a server.",
    footer = {
      "",
      "Example: signalbox translate -f manifests/ \\",
      "           --proxy sidecar~10.0.0.1~shop.default~default.svc.cluster.local",
      "         signalbox translate -f manifests/ --proxy node.json --type routes -o json"
    })
final class TranslateCommand implements Callable<Integer> {
  /** How resources are written. */
  enum Format {
    YAML,
    JSON
  }

  @Spec private CommandSpec spec;

  @Mixin private InputFiles files;

  @Option(
      names = "--proxy",
      required = true,
      paramLabel = "ID|FILE.json",
      description = "The proxy's node id, or a file with its node in JSON.")
  private String proxy;

  @Mixin private MeshOption mesh;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "yaml",
      paramLabel = "FORMAT",
      description = "yaml or json. [${DEFAULT-VALUE}]")
  private Format output;

  @Option(
      names = "--type",
      split = EnvironmentDefaults.LIST_SEPARATOR,
      paramLabel = "TYPE",
      description = "Only this type: cluster, endpoints, listener or routes.")
  private List<ResourceType> types = List.of();

  @Override
  public Integer call() {
    if (files.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Say what to translate: -f FILE, DIR or -");
    }
    Offline offline = Offline.of(mesh.with(files.read()));
    Translation translation = offline.translator().translate(offline.mesh(), node().view());
    Set<ResourceType> shown = EnumSet.allOf(ResourceType.class);
    if (!types.isEmpty()) {
      shown.retainAll(types);
    }
    JsonObject resources = EnvoyJson.of(translation.snapshot(), shown);
    PrintWriter out = spec.commandLine().getOut();
    out.print(output == Format.JSON ? Json.write(resources) + "\n" : Yaml.write(resources));
    out.flush();
    Findings.of(
            offline.manifests(),
            Stream.concat(
                offline.mesh().diagnostics().stream(), translation.diagnostics().stream()))
        .forEach(finding -> spec.commandLine().getErr().println(Colors.of(spec).line(finding)));
    return ExitCodes.OK;
  }

  private ProxyNode node() {
    if (!proxy.endsWith(".json")) {
      return ProxyNode.of(Node.newBuilder().setId(proxy).build());
    }
    Node.Builder node = Node.newBuilder();
    try {
      JsonFormat.parser().ignoringUnknownFields().merge(Files.readString(Path.of(proxy)), node);
    } catch (InvalidProtocolBufferException e) {
      throw Failure.usage("--proxy " + proxy + ": not a node in JSON: " + e.getMessage());
    } catch (IOException e) {
      throw Failure.usage("--proxy " + proxy + ": can't be read");
    }
    return ProxyNode.of(node.build());
  }
}
