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
 * @param several whether more than one kind was named
 * @param targets the named ones; empty if all of the kinds are meant
 */
record ObjectSelection(
    ImmutableSet<ResourceKind> kinds, boolean several, ImmutableList<Target> targets) {
  static final String ALL = "all";

  private static final Splitter COMMA = Splitter.on(',').omitEmptyStrings().trimResults();

  /**
   * One object.
   *
   * @param kinds those that the kind's name stands for: several groups may have one
   */
  record Target(ImmutableList<ResourceKind> kinds, String name) {
    String label() {
      return kinds.getFirst().label();
    }
  }

  static ObjectSelection parse(List<String> arguments) {
    if (arguments.getFirst().contains("/")) {
      ImmutableList<Target> targets =
          arguments.stream().map(ObjectSelection::slashed).collect(ImmutableList.toImmutableList());
      return of(targets.stream().map(Target::kinds).toList(), targets);
    }
    ImmutableList<ImmutableList<ResourceKind>> named = kinds(arguments.getFirst());
    ImmutableList.Builder<Target> targets = ImmutableList.builder();
    for (String name : arguments.subList(1, arguments.size())) {
      if (name.contains("/")) {
        throw Failure.usage("say either KIND NAME or KIND/NAME, not both: " + name);
      }
      named.forEach(kinds -> targets.add(new Target(kinds, name)));
    }
    return of(named, targets.build());
  }

  private static ObjectSelection of(
      List<ImmutableList<ResourceKind>> named, ImmutableList<Target> targets) {
    return new ObjectSelection(
        named.stream().flatMap(List::stream).collect(ImmutableSet.toImmutableSet()),
        named.stream().distinct().count() > 1,
        targets);
  }

  private static ImmutableList<ImmutableList<ResourceKind>> kinds(String text) {
    if (text.equals(ALL)) {
      return ResourceKind.ALL.stream()
          .map(ImmutableList::of)
          .collect(ImmutableList.toImmutableList());
    }
    ImmutableList<ImmutableList<ResourceKind>> kinds =
        COMMA
            .splitToStream(text)
            .map(ObjectSelection::called)
            .distinct()
            .collect(ImmutableList.toImmutableList());
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
    return new Target(called(parts.get(0)), parts.get(1));
  }

  private static ImmutableList<ResourceKind> called(String name) {
    ImmutableList<ResourceKind> kinds = ResourceKind.findAll(name);
    if (kinds.isEmpty()) {
      throw Failure.usage(ResourceKind.unknown(name));
    }
    return kinds;
  }
}
