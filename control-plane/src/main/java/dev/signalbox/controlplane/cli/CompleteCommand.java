package dev.signalbox.controlplane.cli;

import com.google.common.net.HostAndPort;
import dev.signalbox.controlplane.completion.Shell;
import dev.signalbox.controlplane.manifests.ResourceKind;
import dev.signalbox.controlplane.proxyconfig.ConfigKind;
import dev.signalbox.proto.manifests.v1.ListManifestsRequest;
import dev.signalbox.proto.manifests.v1.ObjectName;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * What the completion scripts ask: which arguments can follow. It is given a command line up to the
 * word in question, and says nothing if it doesn't know.
 */
@Command(
    name = "complete",
    hidden = true,
    description = "Answers shells.",
    footer = {"", "Example: signalbox complete -- get vs ''"})
final class CompleteCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "WORD")
  private List<String> words = List.of();

  /** The defaults, which may come from the environment. */
  @Option(names = "--server", defaultValue = "127.0.0.1:18000", hidden = true)
  private HostAndPort server;

  @Option(names = "--namespace", defaultValue = "default", hidden = true)
  private String namespace;

  @Override
  public Integer call() {
    if (words.size() > 1) {
      List<String> before = positionals(words.subList(1, words.size() - 1));
      PrintWriter out = spec.commandLine().getOut();
      candidates(words.getFirst(), before, words.getLast()).distinct().forEach(out::println);
      out.flush();
    }
    return ExitCodes.OK;
  }

  private Stream<String> candidates(String command, List<String> before, String current) {
    return switch (command) {
      case "get", "delete" -> before.isEmpty() ? objects(current) : names(before.getFirst());
      case "proxy-status", "ps" -> before.isEmpty() ? proxies() : Stream.of();
      case "proxy-config", "pc" ->
          switch (before.size()) {
            case 0 -> Arrays.stream(ConfigKind.values()).map(ConfigKind::label);
            case 1 -> proxies();
            default -> Stream.of();
          };
      case "completion" -> Arrays.stream(Shell.values()).map(CompleteCommand::word);
      default -> Stream.of();
    };
  }

  /** Kinds, or behind a kind and a slash its objects. */
  private Stream<String> objects(String current) {
    int slash = current.indexOf('/');
    if (slash < 0) {
      return Stream.concat(
          Stream.of(ObjectSelection.ALL), ResourceKind.ALL.stream().flatMap(ResourceKind::names));
    }
    String kind = current.substring(0, slash);
    return names(kind).map(name -> kind + "/" + name);
  }

  private Stream<String> names(String kind) {
    if (kind.contains("/")) {
      return objects(kind);
    }
    List<ObjectName> selectors =
        ResourceKind.findAll(kind).stream().map(found -> found.object(namespace, "")).toList();
    if (selectors.isEmpty()) {
      return Stream.of();
    }
    ListManifestsRequest request =
        ListManifestsRequest.newBuilder().addAllSelectors(selectors).build();
    try (ServerConnection connection = new ServerConnection(server, PATIENCE)) {
      return connection.manifests(stub -> stub.listManifests(request)).getManifestsList().stream()
          .map(manifest -> manifest.getObject().getName())
          .distinct();
    } catch (Failure e) {
      return Stream.of();
    }
  }

  private Stream<String> proxies() {
    try (ServerConnection connection = new ServerConnection(server, PATIENCE)) {
      return connection.proxies().stream()
          .map(proxy -> proxy.getName() + "." + proxy.getNamespace());
    } catch (Failure e) {
      return Stream.of();
    }
  }

  /** Options are left out, but those that say where to look are taken in. */
  private List<String> positionals(List<String> arguments) {
    List<String> positionals = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      String value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
      switch (argument) {
        case "-n", "--namespace" -> namespace = value;
        case "--server" -> address(value).ifPresent(address -> server = address);
        default -> {}
      }
      if (!argument.startsWith("-")) {
        positionals.add(argument);
      } else if (takesValue(argument)) {
        i++;
      }
    }
    return positionals;
  }

  private boolean takesValue(String option) {
    return Optional.ofNullable(spec.root().subcommands().get(words.getFirst()))
        .map(command -> command.getCommandSpec().findOption(option))
        .filter(found -> found.arity().max() > 0)
        .isPresent();
  }

  private static Optional<HostAndPort> address(String text) {
    try {
      return Optional.of(HostAndPort.fromString(text)).filter(HostAndPort::hasPort);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
