package dev.signalbox.controlplane;

import dev.signalbox.controlplane.source.FileChange;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The line that the log gets for a change. */
final class ChangeLine {
  private static final int MOST_NAMES = 5;

  private ChangeLine() {}

  static String of(List<FileChange> changes, int resources, int proxies, Duration time) {
    String effect =
        resources == 0
            ? "no change for any proxy"
            : "%s changed for %s"
                .formatted(
                    count(resources, "resource", "resources"), count(proxies, "proxy", "proxies"));
    return "%s: %s (%d ms)".formatted(files(changes), effect, time.toMillis());
  }

  private static String files(List<FileChange> changes) {
    if (changes.isEmpty()) {
      return "no manifests";
    }
    String named =
        changes.stream()
            .map(FileChange::file)
            .distinct()
            .limit(MOST_NAMES)
            .collect(Collectors.joining(", "));
    long more = changes.stream().map(FileChange::file).distinct().count() - MOST_NAMES;
    return more > 0 ? named + " and " + more + " more" : named;
  }

  private static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
