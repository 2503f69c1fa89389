package dev.signalbox.controlplane.cli;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.report.Json;
import dev.signalbox.controlplane.report.ProxyNames;
import dev.signalbox.controlplane.report.ProxyReport;
import dev.signalbox.controlplane.report.ProxyTable;
import dev.signalbox.controlplane.report.Yaml;
import dev.signalbox.proto.admin.v1.ProxyStatus;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "proxy-status",
    aliases = "ps",
    description = "Tells which proxies are connected and whether they have what they should.",
    footer = {
      "",
      "Example: signalbox proxy-status",
      "         signalbox proxy-status -v 1",
      "         signalbox ps productpage-v1.default -o json"
    })
final class ProxyStatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "Only this proxy: NAME.NAMESPACE, or NAME alone.")
  private @Nullable String name;

  @Option(
      names = {"-n", "--namespace"},
      defaultValue = "",
      paramLabel = "NAMESPACE",
      description = "Only the proxies of this namespace.")
  private String namespace;

  @Mixin private ServerOption server;

  @Option(
      names = {"-v", "--verbosity"},
      defaultValue = "0",
      paramLabel = "LEVEL",
      description = "1 adds a column a type: SYNCED, STALE, ERROR or NOT SENT. [${DEFAULT-VALUE}]")
  private int verbosity;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "table",
      paramLabel = "FORMAT",
      description = "table, json or yaml. [${DEFAULT-VALUE}]")
  private OutputFormat output;

  @Override
  public Integer call() {
    ImmutableList<ProxyStatus> proxies = proxies();
    PrintWriter out = spec.commandLine().getOut();
    switch (output) {
      case TABLE, SHORT -> out.print(table(proxies));
      case JSON -> out.println(Json.write(ProxyReport.of(proxies)));
      case YAML -> out.print(Yaml.write(Json.tree(ProxyReport.of(proxies))));
    }
    out.flush();
    return ExitCodes.OK;
  }

  private ImmutableList<ProxyStatus> proxies() {
    try (ServerConnection connection = server.connect()) {
      ImmutableList<ProxyStatus> all = ProxyNames.in(namespace, connection.proxies());
      String wanted = name;
      if (wanted == null) {
        return all;
      }
      ImmutableList<ProxyStatus> found = ProxyNames.named(all, wanted);
      if (found.isEmpty()) {
        throw Failure.negative(ProxyNames.unknown(all, wanted));
      }
      return found;
    }
  }

  private String table(ImmutableList<ProxyStatus> proxies) {
    return verbosity > 0 ? ProxyTable.verbose(proxies, Instant.now()) : ProxyTable.of(proxies);
  }
}
