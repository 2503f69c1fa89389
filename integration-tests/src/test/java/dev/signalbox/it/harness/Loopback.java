package dev.signalbox.it.harness;

import java.util.concurrent.atomic.AtomicInteger;

/** Addresses in 127.0.0.0/8, one for each proxy, so that all of them can bind port 9080. */
public final class Loopback {
  private static final int BYTE = 250;
  private static final AtomicInteger NEXT = new AtomicInteger(1);

  private Loopback() {}

  /** Another process that does the same at the same time gets others. */
  public static String next() {
    long process = ProcessHandle.current().pid();
    int host = NEXT.getAndIncrement();
    return "127.%d.%d.%d".formatted(1 + process / BYTE % BYTE, 1 + process % BYTE, host);
  }
}
