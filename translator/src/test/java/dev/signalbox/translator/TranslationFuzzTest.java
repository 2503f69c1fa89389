package dev.signalbox.translator;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.common.collect.ImmutableList;
import com.google.protobuf.Struct;
import com.google.protobuf.util.Values;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.model.Mesh;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Manifests with values, fields and objects in the wrong places translate without an exception. */
class TranslationFuzzTest {
  private static final int RANDOM_RUNS = 30;
  private static final int RANDOM_BYTES = 64;

  private static final ImmutableList<ProxyView> VIEWS =
      Stream.of(
              "sidecar~127.0.0.1~client.default~default.svc.cluster.local",
              "router~127.0.0.1~gateway.default~default.svc.cluster.local",
              "sidecar~127.0.0.1~other.else~else.svc.cluster.local")
          .map(id -> ProxyNode.of(node(id)).view())
          .collect(ImmutableList.toImmutableList());

  /** Most Gateways of goldens are of that name. */
  private static Node node(String id) {
    Struct labels =
        Struct.newBuilder()
            .putFields("gateway.networking.k8s.io/gateway-name", Values.of("edge"))
            .putFields("istio", Values.of("ingressgateway"))
            .build();
    return Node.newBuilder()
        .setId(id)
        .setMetadata(Struct.newBuilder().putFields("LABELS", Values.of(labels)))
        .build();
  }

  private static final MutatedManifests MANIFESTS = goldens();

  private static MutatedManifests goldens() {
    try {
      return MutatedManifests.ofGoldens();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<Arguments> choices() {
    return IntStream.range(0, RANDOM_RUNS)
        .mapToObj(
            seed -> {
              byte[] bytes = new byte[RANDOM_BYTES];
              new Random(seed).nextBytes(bytes);
              return Arguments.of((Object) bytes);
            });
  }

  @MethodSource("choices")
  @FuzzTest(maxDuration = "90s")
  void translates(byte[] choices) {
    if (choices == null) {
      return;
    }
    MutatedManifests.Pair texts = MANIFESTS.choose(choices);
    Translator translator = new Translator();
    ManifestSet before = ManifestSet.empty().with("in.yaml", texts.before());
    translate(translator, before);
    // Once over a good version, which then stays in force, and once from nothing.
    translate(translator, before.with("in.yaml", texts.after()));
    translate(new Translator(), ManifestSet.empty().with("in.yaml", texts.after()));
  }

  private static void translate(Translator translator, ManifestSet manifests) {
    Mesh mesh = translator.mesh(manifests);
    located(manifests, mesh.diagnostics());
    for (ProxyView view : VIEWS) {
      Translation translation = translator.translate(mesh, view);
      located(manifests, translation.diagnostics());
    }
  }

  private static void located(ManifestSet manifests, List<Diagnostic> diagnostics) {
    diagnostics.forEach(
        diagnostic -> {
          manifests.locate(diagnostic);
          assertThat(diagnostic.message()).isNotBlank();
        });
  }
}
