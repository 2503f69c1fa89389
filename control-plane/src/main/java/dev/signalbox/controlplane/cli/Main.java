package dev.signalbox.controlplane.cli;

import com.google.common.net.HostAndPort;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine;

/** The program. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Map<String, String> environment = System.getenv();
    Colors colors = Colors.of(environment, Terminal.is(Terminal.OUT), Terminal.is(Terminal.ERR));
    Logs.configure(Failure.debug(environment), colors.err());
    PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
    PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
    System.exit(run(environment, colors, out, err, args));
  }

  /** Runs one command and returns its exit code. */
  static int run(
      Map<String, String> environment, PrintWriter out, PrintWriter err, String... args) {
    return run(environment, Colors.of(environment, false, false), out, err, args);
  }

  private static int run(
      Map<String, String> environment,
      Colors colors,
      PrintWriter out,
      PrintWriter err,
      String... args) {
    try {
      return commandLine(environment, colors)
          .setOut(out)
          .setErr(err)
          .execute(DryRunOption.withValue(args));
    } catch (RuntimeException | Error e) {
      return Failure.report(e, err, Failure.debug(environment));
    }
  }

  static CommandLine commandLine(Map<String, String> environment, Colors colors) {
    EnvironmentDefaults defaults = new EnvironmentDefaults(environment);
    CommandLine commandLine = new CommandLine(new SignalboxCommand(colors));
    return commandLine
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(CommandLine.Help.defaultColorScheme(colors.out()))
        .registerConverter(HostAndPort.class, Main::hostAndPort)
        .registerConverter(Duration.class, Durations::parse)
        .setDefaultValueProvider(defaults)
        .setParameterExceptionHandler(new WrongUsage(defaults))
        .setExecutionExceptionHandler(
            (e, command, parsed) ->
                Failure.report(e, commandLine.getErr(), Failure.debug(environment)));
  }

  private static HostAndPort hostAndPort(String text) {
    HostAndPort address;
    try {
      address = HostAndPort.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.TypeConversionException("'" + text + "' is not HOST:PORT");
    }
    if (!address.hasPort() || address.getHost().isEmpty()) {
      throw new CommandLine.TypeConversionException("'" + text + "' is not HOST:PORT");
    }
    return address;
  }
}
