package dev.signalbox.controlplane.cli;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.proxyconfig.ClientDump;
import dev.signalbox.controlplane.proxyconfig.ConfigKind;
import dev.signalbox.controlplane.proxyconfig.EnvoyDump;
import dev.signalbox.controlplane.report.Json;
import dev.signalbox.controlplane.report.ProxyNames;
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
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "proxy-config",
    aliases = "pc",
    description = "Tells what a connected proxy was sent, or what an Envoy's config dump holds.",
    footer = {
      "",
      "Example: signalbox proxy-config route productpage-v1.default",
      "         signalbox pc all ingressgateway",
      "         curl -s 'localhost:15000/config_dump?include_eds' | signalbox pc route -f -",
      "         signalbox pc cluster -f dump.json -o yaml"
    })
final class ProxyConfigCommand implements Callable<Integer> {
  private static final String STDIN = "-";

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      converter = KindConverter.class,
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

  @Option(
      names = {"-n", "--namespace"},
      defaultValue = "",
      paramLabel = "NAMESPACE",
      description = "The namespace of NAME, where NAME doesn't say it.")
  private String namespace;

  @Mixin private ServerOption server;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "table",
      paramLabel = "FORMAT",
      description = "table, json or yaml. [${DEFAULT-VALUE}]")
  private OutputFormat output;

  @Override
  public Integer call() {
    EnvoyDump dump = dump();
    PrintWriter out = spec.commandLine().getOut();
    switch (output) {
      case TABLE, SHORT -> out.print(table(dump));
      case JSON -> out.println(Json.write(kind.json(dump)));
      case YAML -> out.print(Yaml.write(kind.json(dump)));
    }
    out.flush();
    return ExitCodes.OK;
  }

  private EnvoyDump dump() {
    String dumpFile = file;
    String proxy = name;
    boolean byFile = Given.onCommandLine(spec, "-f");
    if (dumpFile != null && proxy == null) {
      return read(dumpFile);
    }
    if (proxy == null || byFile) {
      throw new ParameterException(
          spec.commandLine(), "Say either which proxy, by NAME, or which dump, by -f FILE");
    }
    try (ServerConnection connection = server.connect()) {
      return connection
          .config(onlyId(ProxyNames.in(namespace, connection.proxies()), proxy))
          .map(ClientDump::of)
          .orElseThrow(() -> Failure.negative("the proxy " + proxy + " has just gone"));
    }
  }

  private static String onlyId(ImmutableList<ProxyStatus> proxies, String name) {
    ImmutableList<ProxyStatus> found = ProxyNames.named(proxies, name);
    if (found.isEmpty()) {
      throw Failure.negative(ProxyNames.unknown(proxies, name));
    }
    ProxyNames.ambiguous(found, name)
        .ifPresent(
            message -> {
              throw Failure.usage(message);
            });
    return found.getFirst().getId();
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
    try {
      return kind.table(dump);
    } catch (IllegalArgumentException e) {
      throw Failure.usage("the dump can't be understood: " + e.getMessage());
    }
  }

  /** For the command line. */
  private static final class KindConverter implements ITypeConverter<ConfigKind> {
    @Override
    public ConfigKind convert(String text) {
      return ConfigKind.find(text)
          .orElseThrow(() -> new TypeConversionException(ConfigKind.unknown(text)));
    }
  }
}
