package dev.signalbox.controlplane.cli;

import com.google.common.base.Throwables;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import picocli.CommandLine.Help.Ansi;

/** One line a record, on standard error. */
final class Logs {
  private static final Logger ROOT = Logger.getLogger("");

  /** Held, or the level would be lost with the logger. */
  private static final Logger OURS = Logger.getLogger("dev.signalbox");

  /** Warns, in a container without a network, of what nothing here depends on. */
  private static final Logger HARDWARE_ADDRESS =
      Logger.getLogger("io.grpc.netty.shaded.io.netty.util.internal.MacAddressUtil");

  private Logs() {}

  static void configure(boolean debug, Ansi ansi) {
    for (Handler handler : ROOT.getHandlers()) {
      ROOT.removeHandler(handler);
    }
    ConsoleHandler handler = new ConsoleHandler();
    handler.setFormatter(new LineFormatter(ansi));
    handler.setLevel(Level.ALL);
    ROOT.addHandler(handler);
    ROOT.setLevel(Level.WARNING);
    HARDWARE_ADDRESS.setLevel(debug ? Level.WARNING : Level.OFF);
    OURS.setLevel(debug ? Level.FINE : Level.INFO);
  }

  /** Names in messages come from outside: no control character reaches the terminal. */
  static final class LineFormatter extends Formatter {
    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private final Ansi ansi;

    LineFormatter(Ansi ansi) {
      this.ansi = ansi;
    }

    @Override
    public String format(LogRecord record) {
      String trace =
          record.getThrown() == null ? "" : Throwables.getStackTraceAsString(record.getThrown());
      return "%s %s %s%n%s"
          .formatted(
              TIME.format(record.getInstant()),
              painted("%-5s".formatted(level(record.getLevel()))),
              escaped(formatMessage(record)),
              trace);
    }

    private String painted(String level) {
      return switch (level.strip()) {
        case "ERROR" -> ansi.string("@|bold,red " + level + "|@");
        case "WARN" -> ansi.string("@|yellow " + level + "|@");
        default -> level;
      };
    }

    private static String level(Level level) {
      if (level.intValue() >= Level.SEVERE.intValue()) {
        return "ERROR";
      }
      if (level.intValue() >= Level.WARNING.intValue()) {
        return "WARN";
      }
      return level.intValue() >= Level.INFO.intValue() ? "INFO" : "DEBUG";
    }

    private static String escaped(String text) {
      if (text.chars().noneMatch(Character::isISOControl)) {
        return text;
      }
      StringBuilder escaped = new StringBuilder();
      text.chars()
          .forEach(
              c ->
                  escaped.append(
                      Character.isISOControl(c)
                          ? "\\u%04x".formatted(c)
                          : String.valueOf((char) c)));
      return escaped.toString();
    }
  }
}
