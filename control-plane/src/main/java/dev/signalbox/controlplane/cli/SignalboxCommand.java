package dev.signalbox.controlplane.cli;

import dev.signalbox.controlplane.demo.DemoCommand;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/** The command line's top: holds what all commands share. */
@Command(
    name = "signalbox",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = SignalboxCommand.Version.class,
    usageHelpAutoWidth = true,
    exitCodeOnInvalidInput = ExitCodes.USAGE,
    exitCodeOnExecutionException = ExitCodes.INTERNAL,
    description = "A control plane for Envoy: manifests in, routed requests out.",
    footer = {
      "",
      "Every option has an environment variable, such as SIGNALBOX_XDS_ADDRESS for",
      "--xds-address, lists separated by colons (\\: is a colon within an element); an option",
      "wins over its variable. NO_COLOR turns colours off.",
      "",
      "Example: signalbox demo                              (bookinfo behind real Envoys)",
      "         signalbox serve --config manifests/",
      "         signalbox apply -f virtual-service-reviews-v3.yaml",
      "         signalbox proxy-config route productpage-v1",
      "         source <(signalbox completion bash)"
    },
    subcommands = {
      ServeCommand.class,
      DemoCommand.class,
      ApplyCommand.class,
      GetCommand.class,
      DeleteCommand.class,
      AnalyzeCommand.class,
      TranslateCommand.class,
      BootstrapCommand.class,
      ProxyStatusCommand.class,
      ProxyConfigCommand.class,
      CompletionCommand.class,
      CompleteCommand.class
    })
final class SignalboxCommand {
  private final Colors colors;

  SignalboxCommand(Colors colors) {
    this.colors = colors;
  }

  Colors colors() {
    return colors;
  }

  /** The version that the jar was built as. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = SignalboxCommand.class.getPackage().getImplementationVersion();
      return new String[] {"signalbox " + Optional.ofNullable(version).orElse("unreleased")};
    }
  }
}
