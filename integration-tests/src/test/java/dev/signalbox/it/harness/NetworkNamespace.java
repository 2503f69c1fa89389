package dev.signalbox.it.harness;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.List;

/** Runs Java programs of the tests where iptables redirects all connections. */
public final class NetworkNamespace {
  /** All of it ends with the first process in it: nothing is left behind. */
  private static final ImmutableList<String> UNSHARE =
      ImmutableList.of("unshare", "--net", "--mount", "--pid", "--fork", "--kill-child");

  private NetworkNamespace() {}

  /** A command in a namespace of its own, where nothing is but a loopback device that is down. */
  public static ImmutableList<String> apart(List<String> command) {
    return ImmutableList.<String>builder().addAll(UNSHARE).addAll(command).build();
  }

  /** Returns what the program prints. */
  public static String run(Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    return run(JavaCommand.of(program, arguments));
  }

  static String run(List<String> command) throws IOException, InterruptedException {
    return Commands.run(
        apart(
            ImmutableList.<String>builder()
                .add("sh", TestFiles.path("pod.sh").toString())
                .addAll(command)
                .build()));
  }
}
