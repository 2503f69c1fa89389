package dev.signalbox.controlplane.envoy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Starts programs that must not outlive this JVM, not even when it is killed. */
final class Children {

  /** Linux ties a child to the thread that started it, so that thread must never end. */
  private static final ExecutorService PARENT =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("parent-of-children").factory());

  private static final List<String> SETPRIV = List.of("setpriv", "--pdeathsig", "KILL", "--");
  private static final boolean HAS_SETPRIV =
      Commands.run(List.of("setpriv", "--pdeathsig", "KILL", "--", "true")).ok();

  private Children() {}

  /** What to put before a command. */
  static List<String> dieWithUs() {
    return HAS_SETPRIV ? SETPRIV : List.of();
  }

  static Process start(ProcessBuilder builder) throws IOException {
    try {
      return PARENT.submit(builder::start).get();
    } catch (ExecutionException e) {
      throw new IOException("can't start " + builder.command(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting " + builder.command(), e);
    }
  }
}
