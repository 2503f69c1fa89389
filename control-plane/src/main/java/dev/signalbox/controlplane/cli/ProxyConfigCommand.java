package dev.signalbox.controlplane.cli;

import com.google.common.collect.ImmutableList;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.signalbox.controlplane.proxyconfig.ClientDump;
import dev.signalbox.controlplane.proxyconfig.ConfigTables;
import dev.signalbox.controlplane.proxyconfig.DumpSection;
import dev.signalbox.controlplane.proxyconfig.EnvoyDump;
import dev.signalbox.controlplane.report.Json;
import dev.signalbox.controlplane.report.Yaml;
import dev.signalbox.proto.admin.v1.ProxyStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    name = "proxy-config",
    aliases = "pc",
    description = "Tells what a connected proxy was sent, or what an Envoy's config dump holds.",
    footer = {
      "",
      "Example: signalbox proxy-config route productpage-v1.default",
      "         signalbox pc cluster -f dump.json -o yaml"
    })
final class ProxyConfigCommand implements Callable<Integer> {
  private static final String STDIN = "-";

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      converter = ConfigKind.Converter.class,
      description = "route, cluster, listener, endpoint, bootstrap or all.")
  private ConfigKind kind;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAME",
      description = "The proxy: NAME.NAMESPACE, or NAME alone where only one has it.")
  private @Nullable String name;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE|-",
      description = "Reads this Envoy config dump instead; - is standard input.")
  private @Nullable String file;

  @Mixin private ServerOption server;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "table",
      description = "table, json or yaml. [${DEFAULT-VALUE}]")
  private OutputFormat output;

  @Override
  public Integer call() {
    EnvoyDump dump = dump();
    PrintWriter out = spec.commandLine().getOut();
    switch (output) {
      case TABLE -> out.print(table(dump));
      case JSON -> out.println(Json.write(json(dump)));
      case YAML -> out.print(Yaml.write(json(dump)));
    }
    out.flush();
    return ExitCodes.OK;
  }

  private EnvoyDump dump() {
    String dumpFile = file;
    String proxy = name;
    if (dumpFile != null && proxy == null) {
      return read(dumpFile);
    }
    if (proxy == null || dumpFile != null) {
      throw new ParameterException(
          spec.commandLine(), "Say either which proxy, by NAME, or which dump, by -f FILE");
    }
    try (ServerConnection connection = server.connect()) {
      ImmutableList<ProxyStatus> proxies = connection.proxies();
      return connection
          .config(ProxyNames.onlyId(proxies, proxy))
          .map(ClientDump::of)
          .orElseThrow(() -> Failure.negative("the proxy " + proxy + " has just gone"));
    }
  }

  private static EnvoyDump read(String file) {
    try {
      String text =
          file.equals(STDIN)
              ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
              : Files.readString(Path.of(file));
      return EnvoyDump.parse(text);
    } catch (IOException e) {
      throw Failure.usage("-f " + file + ": can't be read");
    } catch (IllegalArgumentException e) {
      throw Failure.usage("-f " + file + ": " + e.getMessage());
    }
  }

  private String table(EnvoyDump dump) {
    ConfigTables tables = new ConfigTables(dump);
    try {
      return kind.section().map(tables::of).orElseGet(tables::all);
    } catch (IllegalArgumentException e) {
      throw Failure.usage("the dump can't be understood: " + e.getMessage());
    }
  }

  private JsonElement json(EnvoyDump dump) {
    return kind.section().map(section -> json(dump, section)).orElseGet(dump::json);
  }

  private static JsonElement json(EnvoyDump dump, DumpSection section) {
    ImmutableList<JsonObject> resources = dump.resources(section);
    if (section == DumpSection.BOOTSTRAP) {
      JsonObject bootstrap = new JsonObject();
      resources.forEach(resource -> bootstrap.add("bootstrap", resource));
      return bootstrap;
    }
    JsonArray array = new JsonArray();
    resources.forEach(array::add);
    return array;
  }
}
