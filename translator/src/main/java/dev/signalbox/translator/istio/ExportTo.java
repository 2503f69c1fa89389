package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.Visibility;
import java.util.HashSet;
import java.util.Set;

/** Reads and checks {@code exportTo}. */
final class ExportTo {
  private ExportTo() {}

  /** Of a VirtualService or a DestinationRule: they can't be exported to no one. */
  static Visibility rules(ImmutableList<String> written, Origin origin, Diagnostics diagnostics) {
    for (int i = 0; i < written.size(); i++) {
      if (written.get(i).equals(Visibility.NONE)) {
        diagnostics.add(
            Code.INVALID_VALUE,
            origin.at(i),
            "only services can be exported to no one",
            "Remove ~, or remove the object.");
      }
    }
    return convert(written, origin, diagnostics);
  }

  /** Of a ServiceEntry. */
  static Visibility service(ImmutableList<String> written, Origin origin, Diagnostics diagnostics) {
    return convert(written, origin, diagnostics);
  }

  private static Visibility convert(
      ImmutableList<String> written, Origin origin, Diagnostics diagnostics) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < written.size(); i++) {
      String name = written.get(i);
      if (!Visibility.isName(name)) {
        diagnostics.add(
            Code.INVALID_VALUE,
            origin.at(i),
            "\"" + name + "\" is not a namespace",
            Visibility.NAMES);
      } else if (!seen.add(name.equals(Visibility.OWN) ? origin.namespace() : name)) {
        diagnostics.add(
            Code.CONFLICTING_FIELDS,
            origin.at(i),
            "the namespace " + name + " stands twice",
            "Remove one of them.");
      }
    }
    checkAlone(Visibility.ALL, written, origin, diagnostics);
    checkAlone(Visibility.NONE, written, origin, diagnostics);
    return new Visibility(ImmutableSortedSet.copyOf(written));
  }

  private static void checkAlone(
      String name, ImmutableList<String> written, Origin origin, Diagnostics diagnostics) {
    if (written.contains(name) && ImmutableSortedSet.copyOf(written).size() > 1) {
      diagnostics.add(
          Code.CONFLICTING_FIELDS,
          origin.at(written.indexOf(name)),
          name + " and others exclude each other",
          "Keep " + name + " alone, or remove it.");
    }
  }
}
