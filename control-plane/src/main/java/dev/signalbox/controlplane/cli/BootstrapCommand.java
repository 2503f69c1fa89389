package dev.signalbox.controlplane.cli;

import com.google.common.net.HostAndPort;
import dev.signalbox.controlplane.envoy.Bootstrap;
import dev.signalbox.controlplane.envoy.Bootstrap.Protocol;
import dev.signalbox.translator.ProxyNode;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "bootstrap",
    description = "Prints a bootstrap with which an Envoy gets everything from Signalbox.",
    footer = {
      "",
      "Example: signalbox bootstrap \\",
      "           --id sidecar~10.0.0.1~shop.default~default.svc.cluster.local \\",
      "           --metadata LABELS.app=shop > envoy.yaml && envoy -c envoy.yaml"
    })
final class BootstrapCommand implements Callable<Integer> {
  private static final String LOOPBACK = "127.0.0.1";

  @Spec private CommandSpec spec;

  @Option(
      names = "--id",
      required = true,
      paramLabel = "ID",
      description =
          "The node id: sidecar~IP~NAME.NAMESPACE~NAMESPACE.svc.cluster.local, or router~...")
  private String id;

  @Option(
      names = "--metadata",
      split = EnvironmentDefaults.LIST_SEPARATOR,
      paramLabel = "K=V",
      description = {
        "Node metadata; the value may be JSON, the key a path:",
        "INTERCEPTION_MODE=REDIRECT, LABELS.app=shop, LABELS={\"app\":\"shop\"}."
      })
  private List<String> metadata = List.of();

  @Option(
      names = "--server",
      defaultValue = "127.0.0.1:18000",
      paramLabel = "HOST:PORT",
      description = "The control plane's xDS address. [${DEFAULT-VALUE}]")
  private HostAndPort server;

  @Option(names = "--delta", description = "Speak the incremental xDS protocol (the default).")
  private boolean delta;

  @Option(names = "--sotw", description = "Speak the state-of-the-world xDS protocol.")
  private boolean sotw;

  @Option(
      names = "--admin-port",
      defaultValue = "15000",
      paramLabel = "PORT",
      description = "Envoy's own admin interface, on 127.0.0.1. [${DEFAULT-VALUE}]")
  private int adminPort;

  @Override
  public Integer call() {
    if (id.isBlank()) {
      throw new ParameterException(spec.commandLine(), "--id is empty");
    }
    Node.Builder node = Node.newBuilder().setId(id).setMetadata(Metadata.parse(metadata));
    node.setCluster(ProxyNode.of(node.build()).qualifiedName());
    Failure.checkPort("--admin-port", adminPort);
    HostAndPort admin = HostAndPort.fromParts(LOOPBACK, adminPort);
    Bootstrap bootstrap = new Bootstrap(node.build(), protocol(), server, admin);
    spec.commandLine().getOut().print(bootstrap.toYaml());
    spec.commandLine().getOut().flush();
    return ExitCodes.OK;
  }

  private Protocol protocol() {
    if (delta && sotw) {
      throw new ParameterException(spec.commandLine(), "--delta and --sotw exclude each other");
    }
    return sotw ? Protocol.SOTW : Protocol.DELTA;
  }
}
