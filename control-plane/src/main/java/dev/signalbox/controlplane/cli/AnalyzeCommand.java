package dev.signalbox.controlplane.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.net.HostAndPort;
import dev.signalbox.controlplane.Offline;
import dev.signalbox.controlplane.report.CodesReport;
import dev.signalbox.controlplane.report.FindingsReport;
import dev.signalbox.controlplane.report.FindingsTable;
import dev.signalbox.controlplane.report.Json;
import dev.signalbox.controlplane.report.Sarif;
import dev.signalbox.controlplane.report.Yaml;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.diagnostics.Severity;
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
    name = "analyze",
    description = "Tells what is wrong with manifests, and where.",
    footer = {
      "",
      "Example: signalbox analyze -f manifests/",
      "         signalbox analyze -f manifests/ -o json --fail-on warning",
      "         kubectl get vs,dr,gw,svc,ep -A -o yaml | signalbox analyze -f -",
      "         signalbox analyze --server 127.0.0.1:18000",
      "         signalbox analyze --codes"
    })
final class AnalyzeCommand implements Callable<Integer> {
  /** How findings are written. */
  enum Format {
    TABLE,
    JSON,
    YAML,
    SARIF
  }

  @Spec private CommandSpec spec;

  @Mixin private InputFiles files;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE|DIR|-",
      description = "The same as -f, as istioctl takes it.")
  private List<String> paths = List.of();

  /** So that SIGNALBOX_CONFIG, set for serve, is what analyze looks at. */
  @Option(names = "--config", hidden = true, split = EnvironmentDefaults.LIST_SEPARATOR)
  private List<String> config = List.of();

  @Mixin private MeshOption mesh;

  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      description = "Instead of files, what this control plane (its xDS address) has in force.")
  private @Nullable HostAndPort server;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "table",
      paramLabel = "FORMAT",
      description = "table, json, yaml or sarif. [${DEFAULT-VALUE}]")
  private Format output;

  @Option(
      names = "--fail-on",
      defaultValue = "error",
      paramLabel = "LEVEL",
      description = "Ends with 1 from this level on: error, warning or info. [${DEFAULT-VALUE}]")
  private Severity failOn;

  @Option(names = "--codes", description = "Lists all codes instead.")
  private boolean codes;

  @Override
  public Integer call() {
    if (codes) {
      print(CodesReport.ITEMS, CodesReport.table());
      return ExitCodes.OK;
    }
    Judged judged = judged();
    ImmutableList<Finding> findings = judged.findings();
    if (output == Format.SARIF) {
      out().println(Json.write(Sarif.of(findings)));
    } else {
      print(FindingsReport.of(findings), FindingsTable.of(findings, Colors.of(spec).out()));
    }
    if (output == Format.TABLE && findings.isEmpty()) {
      spec.commandLine().getErr().println("No findings " + judged.where() + ".");
    }
    return findings.stream().anyMatch(this::fails) ? ExitCodes.NEGATIVE : ExitCodes.OK;
  }

  private record Judged(ImmutableList<Finding> findings, String where) {}

  private Judged judged() {
    List<String> sources = sources();
    HostAndPort asked = server;
    if (asked != null && (sources.isEmpty() || Given.onCommandLine(spec, "--server"))) {
      if (!paths.isEmpty() || Given.onCommandLine(spec, "-f")) {
        throw new ParameterException(spec.commandLine(), "--server excludes files");
      }
      try (ServerConnection connection = new ServerConnection(asked)) {
        return new Judged(connection.findings(), "at " + asked);
      }
    }
    if (sources.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "Say what to look at: -f FILE, DIR or -, or --server HOST:PORT");
    }
    Offline offline = Offline.of(mesh.with(ManifestInputs.read(sources)));
    return new Judged(offline.findings(), "in " + offline.files() + " files");
  }

  /** What stands on the command line wins over variables. */
  private List<String> sources() {
    List<String> given = new ArrayList<>(paths);
    if (paths.isEmpty() || Given.onCommandLine(spec, "-f")) {
      given.addAll(files.names());
    }
    return given.isEmpty() ? config : given;
  }

  private void print(Object report, String table) {
    switch (output) {
      case TABLE -> out().print(table);
      case JSON -> out().println(Json.write(report));
      case YAML -> out().print(Yaml.write(Json.tree(report)));
      case SARIF -> throw new ParameterException(spec.commandLine(), "Codes have no SARIF form");
    }
    out().flush();
  }

  private boolean fails(Finding finding) {
    return finding.diagnostic().severity().compareTo(failOn) <= 0;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
