package dev.signalbox.translator.kubernetes;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.Namespace;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.NamespaceLabels;
import dev.signalbox.translator.model.Precedence;

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces */
public final class Namespaces {
  /** Every namespace has it, whatever the manifest says. */
  private static final String NAME_LABEL = "kubernetes.io/metadata.name";

  private Namespaces() {}

  public static ImmutableList<Element> convert(Namespace manifest, Origin id) {
    return ImmutableList.of(
        new NamespaceLabels(
            id,
            new Precedence(manifest.metadata().creationTimestamp(), id.namespace(), id.name()),
            ImmutableMap.<String, String>builder()
                .putAll(manifest.metadata().labels())
                .put(NAME_LABEL, id.name())
                .buildKeepingLast()));
  }
}
