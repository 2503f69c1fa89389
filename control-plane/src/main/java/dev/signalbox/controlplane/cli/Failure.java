package dev.signalbox.controlplane.cli;

import com.google.common.base.Throwables;
import java.io.PrintWriter;
import java.io.Serial;
import java.util.Map;

/** A command that can't do its work, with what the user is told. */
public final class Failure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private static final String DEBUG = "SIGNALBOX_DEBUG";

  private final int exitCode;

  private Failure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** Throws unless the port is one that can be listened to. */
  public static void checkPort(String option, int port) {
    if (port < 1 || port > 65535) {
      throw usage(option + " " + port + ": not a port, which is 1 to 65535");
    }
  }

  /** The command could ask, and the answer is no. */
  static Failure negative(String message) {
    return new Failure(ExitCodes.NEGATIVE, message);
  }

  /** The user asked for something that isn't there. */
  public static Failure usage(String message) {
    return new Failure(ExitCodes.USAGE, message);
  }

  /** Something outside, such as an address or a server, can't be had. */
  public static Failure unavailable(String message) {
    return new Failure(ExitCodes.UNAVAILABLE, message);
  }

  /** A bug of ours, or of the server's. */
  static Failure internal(String message) {
    return new Failure(ExitCodes.INTERNAL, "internal error, please report it: " + message);
  }

  static boolean debug(Map<String, String> environment) {
    return !environment.getOrDefault(DEBUG, "").isEmpty();
  }

  /** Tells the user; returns the exit code. */
  static int report(Throwable e, PrintWriter err, boolean debug) {
    if (e instanceof Failure failure) {
      err.println("signalbox: " + failure.getMessage());
      return failure.exitCode;
    }
    err.println("signalbox: internal error, please report it: " + e);
    if (debug) {
      err.print(Throwables.getStackTraceAsString(e));
      err.flush();
    } else {
      err.println("Set " + DEBUG + "=1 for the stack trace.");
    }
    return ExitCodes.INTERNAL;
  }
}
