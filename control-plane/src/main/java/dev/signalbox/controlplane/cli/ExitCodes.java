package dev.signalbox.controlplane.cli;

/** What the commands end with, after sysexits.h. */
public final class ExitCodes {
  public static final int OK = 0;

  /** The command did its work, and what it found or was told to find says no. */
  public static final int NEGATIVE = 1;

  public static final int USAGE = 64;
  public static final int UNAVAILABLE = 69;

  /** A bug of ours. */
  public static final int INTERNAL = 70;

  private ExitCodes() {}
}
