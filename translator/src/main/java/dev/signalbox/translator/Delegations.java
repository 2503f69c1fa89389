package dev.signalbox.translator;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.istio.Delegation;
import dev.signalbox.translator.istio.Delegation.Linked;
import dev.signalbox.translator.istio.Delegation.Part;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.MeshSettings;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The VirtualServices that delegate, with their delegates' rules in place.
 *
 * @param roots by their ids; they stand for what each root alone contributes
 */
record Delegations(ImmutableMap<Origin, Linked> roots, ImmutableList<Diagnostic> diagnostics) {

  /** A root is linked anew only if it or a delegate that it names changed. */
  static Delegations of(Collection<ManifestObject> objects, MeshSettings settings, Memo memo) {
    Map<String, Part> parts = new LinkedHashMap<>();
    objects.forEach(object -> part(object, parts));
    Map<Origin, Linked> roots = new HashMap<>();
    Diagnostics found = new Diagnostics();
    Set<String> used = new HashSet<>();
    for (Part part : parts.values()) {
      ImmutableSet<String> named = Delegation.named(part.manifest(), part.id().namespace());
      if (!named.isEmpty()) {
        used.addAll(named);
        Delegation.Inputs inputs =
            new Delegation.Inputs(
                part,
                ImmutableMap.copyOf(Maps.filterKeys(parts, named::contains)),
                settings.routes());
        Linked linked = memo.stage(new Name(part.id()), inputs, Delegation::link);
        roots.put(part.id(), linked);
        linked.diagnostics().forEach(found::add);
      }
    }
    parts.forEach((name, part) -> unused(name, part, used, found));
    return new Delegations(ImmutableMap.copyOf(roots), found.toList());
  }

  private record Name(Origin root) {}

  private static void part(ManifestObject object, Map<String, Part> parts) {
    object
        .virtualService()
        .map(manifest -> new Part(object.id(), manifest, object.diagnostics()))
        .ifPresent(part -> parts.put(part.id().namespace() + "/" + part.id().name(), part));
  }

  private static void unused(String name, Part part, Set<String> used, Diagnostics found) {
    if (Delegation.isDelegate(part.manifest()) && !used.contains(name)) {
      found.add(
          Code.UNUSED_DELEGATE,
          part.id().at("spec"),
          "it has no hosts, and no VirtualService delegates to it: it has no effect",
          "Add hosts, or name it in another one's http.delegate.");
    }
  }

  ImmutableList<Element> elements(ManifestObject object) {
    Linked linked = roots.get(object.id());
    return linked == null ? object.elements() : ImmutableList.of(linked.table());
  }
}
