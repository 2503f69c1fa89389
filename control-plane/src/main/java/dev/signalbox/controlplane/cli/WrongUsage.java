package dev.signalbox.controlplane.cli;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.report.DidYouMean;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what is wrong with a command line, and what may have been meant. */
final class WrongUsage implements IParameterExceptionHandler {
  private static final Pattern TEMPLATES = Pattern.compile("jsonpath|go-template|custom-columns");

  private final EnvironmentDefaults environment;

  WrongUsage(EnvironmentDefaults environment) {
    this.environment = environment;
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println(name + ": " + message(e, arguments));
    command.getErr().println("Try '" + name + " --help'.");
    return ExitCodes.USAGE;
  }

  private String message(ParameterException e, String... arguments) {
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      return unmatched(e.getCommandLine().getCommandSpec(), unmatched.getUnmatched().getFirst());
    }
    String source =
        environment
            .source(e.getArgSpec(), arguments)
            .map(variable -> " (it comes from " + variable + ")")
            .orElse("");
    return e.getMessage() + source + hint(e);
  }

  /** For what kubectl has and we don't. */
  private static String hint(ParameterException e) {
    return e.getValue() != null && TEMPLATES.matcher(e.getValue()).lookingAt()
        ? ". Take -o json, and jq to pick from it"
        : "";
  }

  private static String unmatched(CommandSpec command, String argument) {
    if (argument.startsWith("-")) {
      String name = argument.replaceFirst("=.*", "");
      ImmutableList<String> known =
          command.options().stream()
              .filter(option -> !option.hidden())
              .flatMap(option -> Stream.of(option.names()))
              .collect(ImmutableList.toImmutableList());
      return "there is no option " + name + DidYouMean.sentence(name, known);
    }
    return command.subcommands().isEmpty()
        ? "what is '" + argument + "' for? The command takes no such argument"
        : "there is no command '"
            + argument
            + "'"
            + DidYouMean.sentence(argument, command.subcommands().keySet());
  }
}
