package dev.signalbox.controlplane.cli;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.controlplane.manifests.ResourceKind;
import java.util.List;

/**
 * The objects that arguments name, as kubectl takes them: {@code KIND[,KIND...] [NAME...]}, {@code
 * all}, or {@code KIND/NAME...}.
 *
 * @param targets the named ones; empty if all of the kinds are meant
 */
record ObjectSelection(ImmutableSet<ResourceKind> kinds, ImmutableList<Target> targets) {
  static final String ALL = "all";

  private static final Splitter COMMA = Splitter.on(',').omitEmptyStrings().trimResults();

  /** One object. */
  record Target(ResourceKind kind, String name) {}

  static ObjectSelection parse(List<String> arguments) {
    if (arguments.getFirst().contains("/")) {
      ImmutableList<Target> targets =
          arguments.stream().map(ObjectSelection::slashed).collect(ImmutableList.toImmutableList());
      return new ObjectSelection(
          targets.stream().map(Target::kind).collect(ImmutableSet.toImmutableSet()), targets);
    }
    ImmutableSet<ResourceKind> kinds = kinds(arguments.getFirst());
    ImmutableList.Builder<Target> targets = ImmutableList.builder();
    for (String name : arguments.subList(1, arguments.size())) {
      if (name.contains("/")) {
        throw Failure.usage("say either KIND NAME or KIND/NAME, not both: " + name);
      }
      kinds.forEach(kind -> targets.add(new Target(kind, name)));
    }
    return new ObjectSelection(kinds, targets.build());
  }

  private static ImmutableSet<ResourceKind> kinds(String text) {
    if (text.equals(ALL)) {
      return ImmutableSet.copyOf(ResourceKind.ALL);
    }
    ImmutableSet<ResourceKind> kinds =
        COMMA.splitToStream(text).map(ObjectSelection::kind).collect(ImmutableSet.toImmutableSet());
    if (kinds.isEmpty()) {
      throw Failure.usage("no kind is named by '" + text + "'");
    }
    return kinds;
  }

  private static Target slashed(String argument) {
    List<String> parts = Splitter.on('/').splitToList(argument);
    if (parts.size() != 2 || parts.get(0).isEmpty() || parts.get(1).isEmpty()) {
      throw Failure.usage("'" + argument + "' is not KIND/NAME; all arguments must be so");
    }
    return new Target(kind(parts.get(0)), parts.get(1));
  }

  private static ResourceKind kind(String name) {
    return ResourceKind.find(name).orElseThrow(() -> Failure.usage(ResourceKind.unknown(name)));
  }
}
