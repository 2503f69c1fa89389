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
    Logs.configure(Failure.debug(System.getenv()));
    PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
    PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
    System.exit(run(System.getenv(), out, err, args));
  }

  /** Runs one command and returns its exit code. */
  static int run(
      Map<String, String> environment, PrintWriter out, PrintWriter err, String... args) {
    try {
      return commandLine(environment, out, err).execute(args);
    } catch (StackOverflowError e) {
      return Failure.report(e, err, Failure.debug(environment));
    }
  }

  private static CommandLine commandLine(
      Map<String, String> environment, PrintWriter out, PrintWriter err) {
    return new CommandLine(new SignalboxCommand())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(HostAndPort.class, Main::hostAndPort)
        .registerConverter(Duration.class, Durations::parse)
        .setDefaultValueProvider(new EnvironmentDefaults(environment))
        .setParameterExceptionHandler((e, arguments) -> wrongUsage(e))
        .setExecutionExceptionHandler(
            (e, command, parsed) -> Failure.report(e, err, Failure.debug(environment)));
  }

  private static int wrongUsage(CommandLine.ParameterException e) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println(name + ": " + e.getMessage());
    command.getErr().println("Try '" + name + " --help'.");
    return ExitCodes.USAGE;
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
