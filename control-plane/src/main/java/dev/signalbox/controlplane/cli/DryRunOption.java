package dev.signalbox.controlplane.cli;

import com.google.common.base.Ascii;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Whether to write, spelt as kubectl has it. The server is asked in any case. */
final class DryRunOption {
  private static final String NAME = "--dry-run";

  private enum Mode {
    NONE(""),
    CLIENT(" (dry run)"),
    SERVER(" (server dry run)");

    private final String remark;

    Mode(String remark) {
      this.remark = remark;
    }
  }

  @Option(
      names = NAME,
      defaultValue = "none",
      paramLabel = "MODE",
      converter = Converter.class,
      description = {
        "Tells what would happen, and writes nothing: --dry-run, or --dry-run=client|server.",
        "Both ask the server. [${DEFAULT-VALUE}]"
      })
  private Mode mode;

  boolean isSet() {
    return mode != Mode.NONE;
  }

  /** What is said after each result. */
  String remark() {
    return mode.remark;
  }

  /** Takes what kubectl takes now and took before. */
  static final class Converter implements ITypeConverter<Mode> {
    @Override
    public Mode convert(String text) {
      return switch (Ascii.toLowerCase(text)) {
        case "none", "false" -> Mode.NONE;
        case "client", "true" -> Mode.CLIENT;
        case "server" -> Mode.SERVER;
        default ->
            throw new TypeConversionException(
                "expected client, server or none but was '" + text + "'");
      };
    }
  }

  /**
   * The flag alone gets its value here: picocli would take the next argument for it, which is
   * something else.
   */
  static String[] withValue(String... arguments) {
    return Arrays.stream(arguments)
        .map(argument -> argument.equals(NAME) ? NAME + "=client" : argument)
        .toArray(String[]::new);
  }
}
