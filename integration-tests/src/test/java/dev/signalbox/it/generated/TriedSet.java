package dev.signalbox.it.generated;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.util.JsonFormat;
import dev.signalbox.controlplane.envoy.EnvoyBinary;
import dev.signalbox.controlplane.envoy.ProtoYaml;
import dev.signalbox.it.generated.Corpus.Manifest;
import dev.signalbox.it.harness.Commands;
import dev.signalbox.it.harness.StaticBootstrap;
import dev.signalbox.translator.ManifestSet;
import dev.signalbox.translator.ProxyNode;
import dev.signalbox.translator.Translator;
import dev.signalbox.translator.model.Mesh;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Manifests that are in force together.
 *
 * @param base the mesh that they come into
 */
record TriedSet(int number, String base, List<Manifest> manifests) {
  private static final ImmutableList<String> NODES =
      ImmutableList.of(
          """
          {"id": "sidecar~127.0.0.1~client.default~default.svc.cluster.local"}
          """,
          """
          {"id": "sidecar~127.0.0.1~client.default~default.svc.cluster.local",
           "metadata": {"INTERCEPTION_MODE": "REDIRECT", "LABELS": {"app": "reviews"}}}
          """,
          """
          {"id": "router~127.0.0.1~edge.default~default.svc.cluster.local",
           "metadata": {"LABELS": {"istio": "ingressgateway"}}}
          """);

  /** One of all that is tried, for the proxies of each sort. */
  void addTo(StaticBootstrap bootstrap) {
    Translator translator = new Translator();
    ManifestSet all = ManifestSet.empty().with("mesh.yaml", base);
    for (Manifest manifest : manifests) {
      all = all.with(manifest.name(), manifest.text());
    }
    Mesh mesh = translator.mesh(all);
    for (int i = 0; i < NODES.size(); i++) {
      try {
        Node.Builder node = Node.newBuilder();
        JsonFormat.parser().merge(NODES.get(i), node);
        bootstrap.add(
            number + " " + i + " ",
            translator.translate(mesh, ProxyNode.of(node.build()).view()).snapshot());
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** What Envoy says against the configuration of some sets; empty if it takes it. */
  static Optional<String> refusal(List<TriedSet> sets, String version, Path folder)
      throws Exception {
    StaticBootstrap bootstrap = new StaticBootstrap();
    sets.forEach(set -> set.addTo(bootstrap));
    Path file = Files.writeString(folder.resolve("envoy.yaml"), ProtoYaml.yaml(bootstrap.build()));
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
      TriedSet fewer = new TriedSet(number, base, others);
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
