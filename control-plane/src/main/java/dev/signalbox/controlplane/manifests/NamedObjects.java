package dev.signalbox.controlplane.manifests;

import com.google.common.collect.ImmutableList;
import dev.signalbox.proto.manifests.v1.ObjectName;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.manifest.ManifestReader;
import dev.signalbox.translator.manifest.ManifestText;
import dev.signalbox.translator.manifest.ObjectKey;
import java.util.stream.Stream;

/**
 * The objects that a file names, of which nothing else counts.
 *
 * @param findings why some can't be told
 */
public record NamedObjects(ImmutableList<ObjectName> objects, ImmutableList<Finding> findings) {

  /**
   * Those of kinds that are read.
   *
   * @param namespace of objects that name none, which others must not differ from; may be empty
   */
  public static NamedObjects in(String file, String text, String namespace) {
    NamespacedText namespaced = NamespacedText.of(file, text, namespace);
    ImmutableList<ObjectName> objects =
        ManifestText.of(namespaced.text()).objects().stream()
            .map(ManifestText.Entry::key)
            .filter(ObjectKey::isKnown)
            .map(NamedObjects::name)
            .collect(ImmutableList.toImmutableList());
    ImmutableList<Finding> findings =
        Stream.concat(
                ManifestReader.read(file, namespaced.text()).unreadable().stream()
                    .map(namespaced::asGiven),
                namespaced.conflicts().stream())
            .collect(ImmutableList.toImmutableList());
    return new NamedObjects(objects, findings);
  }

  private static ObjectName name(ObjectKey key) {
    return ObjectName.newBuilder()
        .setGroup(key.group())
        .setKind(key.id().kind())
        .setNamespace(key.id().namespace())
        .setName(key.id().name())
        .build();
  }
}
