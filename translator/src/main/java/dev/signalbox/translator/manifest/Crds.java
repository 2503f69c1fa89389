package dev.signalbox.translator.manifest;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.manifest.Yaml.Mapping;
import dev.signalbox.translator.manifest.schema.CrdSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The schemas of the kinds that are CustomResourceDefinitions, each compiled when first asked for.
 */
public final class Crds {
  private static final Map<String, ImmutableMap<String, Supplier<CrdSchema>>> KNOWN =
      new ConcurrentHashMap<>();

  private Crds() {}

  /** Empty for Kubernetes' own kinds, and for a version that the kind doesn't have. */
  static Optional<CrdSchema> find(String group, String kind, String version) {
    return Optional.ofNullable(KNOWN.computeIfAbsent(group + "/" + kind, Crds::load).get(version))
        .map(Supplier::get);
  }

  /** A kind's schemas as they are pinned, by version. */
  public static ImmutableMap<String, Yaml> read(String name) {
    ImmutableMap.Builder<String, Yaml> versions = ImmutableMap.builder();
    CrdResources.text(name + ".json").map(Crds::parse).ifPresent(kind -> addAll(kind, versions));
    return versions.buildOrThrow();
  }

  private static void addAll(Mapping kind, ImmutableMap.Builder<String, Yaml> versions) {
    kind.entries()
        .forEach(
            (version, entry) -> {
              // A version that is like another one only names it.
              Yaml.Entry same = kind.entries().get(ManifestReader.text(kind, version));
              versions.put(version, same == null ? entry.value() : same.value());
            });
  }

  private static ImmutableMap<String, Supplier<CrdSchema>> load(String name) {
    Map<Yaml, Supplier<CrdSchema>> compiled = new LinkedHashMap<>();
    ImmutableMap.Builder<String, Supplier<CrdSchema>> versions = ImmutableMap.builder();
    read(name)
        .forEach(
            (version, schema) ->
                versions.put(
                    version,
                    compiled.computeIfAbsent(
                        schema, s -> Suppliers.memoize(() -> CrdSchema.compile(s)))));
    return versions.buildOrThrow();
  }

  private static Mapping parse(String text) {
    try {
      return (Mapping) YamlReader.read(text, 1).orElseThrow();
    } catch (UnreadableException e) {
      throw new IllegalStateException(e);
    }
  }
}
