package dev.signalbox.it.generated;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.util.JsonFormat;
import dev.signalbox.controlplane.envoy.EnvoyBinary;
import dev.signalbox.it.generated.Corpus.Manifest;
import dev.signalbox.it.harness.Commands;
import dev.signalbox.it.harness.StaticBootstrap;
import dev.signalbox.translator.ManifestSet;
import dev.signalbox.translator.ProxyNode;
import dev.signalbox.translator.ProxyView;
import dev.signalbox.translator.ResourceType;
import dev.signalbox.translator.Snapshot;
import dev.signalbox.translator.Translator;
import dev.signalbox.translator.model.Mesh;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Manifests that are in force together. */
record TriedSet(int number, Surroundings around, List<Manifest> manifests) {
  private static final Pattern NAME = Pattern.compile("generated-[0-9]+");

  /**
   * What they come into.
   *
   * @param base the rest of the mesh
   * @param nodes of proxies, in JSON
   */
  record Surroundings(String base, ImmutableList<String> nodes) {}

  /** One of all that is tried, for the proxies of each sort. */
  void addTo(StaticBootstrap bootstrap) {
    ImmutableList<Snapshot> snapshots = snapshots();
    for (int i = 0; i < snapshots.size(); i++) {
      try {
        bootstrap.add(number + " " + i + " ", snapshots.get(i));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** How many of the manifests' objects some proxy's configuration says that it is from. */
  int inEffect() {
    return (int)
        snapshots().stream()
            .flatMap(snapshot -> Stream.of(ResourceType.values()).map(snapshot::of))
            .flatMap(resources -> resources.values().stream())
            .map(resource -> resource.any().getValue().toStringUtf8())
            .flatMap(text -> NAME.matcher(text).results())
            .map(MatchResult::group)
            .distinct()
            .count();
  }

  private ImmutableList<Snapshot> snapshots() {
    Translator translator = new Translator();
    ManifestSet all = ManifestSet.empty().with("mesh.yaml", around.base());
    for (Manifest manifest : manifests) {
      all = all.with(manifest.name(), manifest.text());
    }
    Mesh mesh = translator.mesh(all);
    return around.nodes().stream()
        .map(node -> translator.translate(mesh, view(node)).snapshot())
        .collect(toImmutableList());
  }

  private static ProxyView view(String json) {
    try {
      Node.Builder node = Node.newBuilder();
      JsonFormat.parser().merge(json, node);
      return ProxyNode.of(node.build()).view();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What Envoy says against the configuration of some sets; empty if it takes it. */
  static Optional<String> refusal(List<TriedSet> sets, String version, Path folder)
      throws Exception {
    StaticBootstrap bootstrap = new StaticBootstrap();
    sets.forEach(set -> set.addTo(bootstrap));
    Path file = Files.write(folder.resolve("envoy.pb"), bootstrap.build().toByteArray());
    String envoy = EnvoyBinary.version(version).toString();
    try {
      Commands.run(envoy, "--mode", "validate", "--config-path", file.toString());
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Of manifests that are refused together, as few as still are. */
  TriedSet smallest(String version, Path folder) throws Exception {
    TriedSet smallest = this;
    for (Manifest manifest : manifests) {
      ImmutableList<Manifest> others =
          smallest.manifests.stream().filter(m -> !m.equals(manifest)).collect(toImmutableList());
      TriedSet fewer = new TriedSet(number, around, others);
      if (refusal(List.of(fewer), version, folder).isPresent()) {
        smallest = fewer;
      }
    }
    return smallest;
  }

  @Override
  public String toString() {
    return Corpus.text(manifests);
  }
}
