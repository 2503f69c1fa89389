package dev.signalbox.translator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.schema.CrdSchema;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Checking an object must cost little beside reading its text. */
class SchemaCostTest {
  private static final int OBJECTS = 1_000;
  private static final int ROUNDS = 8;
  private static final String OBJECT =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: service-%d}
      spec:
        hosts: [service-%1$d]
        http:
        - match:
          - uri: {prefix: /api}
            headers: {end-user: {exact: jason}, cookie: {regex: "^(.*?;)?(user=test)(;.*)?$"}}
          timeout: 5s
          retries: {attempts: 3, perTryTimeout: 2s}
          route:
          - destination: {host: service-%1$d, subset: v1, port: {number: 9080}}
            weight: 90
          - destination: {host: service-%1$d, subset: v2, port: {number: 9080}}
            weight: 10
        - route:
          - destination: {host: service-%1$d, subset: v1}
      """;

  @Test
  void checkingIsCheapBesideReading() {
    List<String> texts = IntStream.range(0, OBJECTS).mapToObj(OBJECT::formatted).toList();
    CrdSchema schema = Crds.find("networking.istio.io", "VirtualService", "v1").orElseThrow();
    List<Yaml.Mapping> objects =
        texts.stream()
            .map(text -> ManifestReader.read("f", text).documents().get(0).source().root())
            .map(Yaml.Mapping.class::cast)
            .toList();
    long reading = Long.MAX_VALUE;
    long checking = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      texts.forEach(text -> ManifestReader.read("f", text));
      long read = System.nanoTime();
      for (Yaml.Mapping object : objects) {
        Origin id = new Origin("VirtualService", "default", "a", "");
        assertThat(schema.check(schema.withDefaults(object), id)).isEmpty();
      }
      reading = Math.min(reading, read - start);
      checking = Math.min(checking, System.nanoTime() - read);
    }
    double ratio = (double) reading / (reading - checking);
    System.out.printf(
        "%d objects: read %.1f ms, of it checked by their schema %.1f ms: %.2f times as long%n",
        OBJECTS, reading / 1e6, checking / 1e6, ratio);
    assertThat(ratio).isLessThan(2);
  }
}
