package dev.signalbox.it.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import com.google.common.io.Resources;
import dev.signalbox.it.generated.Corpus.Manifest;
import dev.signalbox.it.generated.TriedSet.Surroundings;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.translator.diagnostics.Diagnostic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the manifests, there is a diagnostic or a configuration that Envoy takes. {@code
 * -Dgenerated.count} and {@code -Dgenerated.seed} make others.
 */
abstract class GeneratedTest {
  private static final long SEED = Long.getLong("generated.seed", 1);
  private static final int LEAST = 20;
  private static final int SETS_IN_A_BOOTSTRAP = 20;
  private static final int SETS_FOR_ONE_OVER_ADS = 10;

  @TempDir private Path folder;
  private final Corpus corpus;
  private final Surroundings around;
  private final OverAds.Gateway gateway;
  private final double leastValid;

  GeneratedTest(
      ImmutableMap<String, String> kinds,
      String vocabulary,
      String mesh,
      ImmutableList<String> nodes,
      OverAds.Gateway gateway,
      int count,
      double leastValid)
      throws IOException {
    this.corpus =
        Corpus.of(
            kinds, Vocabulary.read(vocabulary), Integer.getInteger("generated.count", count), SEED);
    this.around =
        new Surroundings(
            Resources.toString(Resources.getResource("generated/" + mesh), StandardCharsets.UTF_8),
            nodes);
    this.gateway = gateway;
    this.leastValid = leastValid;
  }

  @Test
  void everyFieldComesUpAndMostManifestsAreValid() {
    long valid = corpus.manifests().stream().filter(Manifest::isValid).count();
    print("refused for", reasons());
    String counts = Joiner.on(' ').withKeyValueSeparator('=').join(corpus.fields());
    System.out.printf(
        "%d manifests of seed %d, %d of them valid, %d named in what proxies get,"
            + " %d fields, each at least %d times:%n%s%n",
        corpus.manifests().size(),
        SEED,
        valid,
        sets().mapToInt(TriedSet::inEffect).sum(),
        corpus.fields().size(),
        Collections.min(corpus.fields().values()),
        counts);
    assertThat(corpus.fields()).allSatisfy((f, n) -> assertThat(n).isGreaterThanOrEqualTo(LEAST));
    assertThat((double) valid / corpus.manifests().size()).isGreaterThanOrEqualTo(leastValid);
  }

  /** What the invalid ones are refused for: fields with how many objects each spoils. */
  private Map<String, Long> reasons() {
    return corpus.manifests().stream()
        .flatMap(
            manifest ->
                manifest.errors().stream()
                    .map(error -> error.code() + " " + field(error))
                    .distinct())
        .collect(Collectors.groupingBy(reason -> reason, TreeMap::new, Collectors.counting()));
  }

  private static String field(Diagnostic error) {
    return error.origin().kind() + "." + error.origin().path().replaceAll("\\[[^]]*]", "[]");
  }

  private static void print(String title, Map<String, Long> counts) {
    System.out.println(title);
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(entry -> System.out.printf("%6d %s%n", entry.getValue(), entry.getKey()));
  }

  @ParameterizedTest
  @ValueSource(strings = {EnvoyKind.OLDEST, EnvoyKind.NEWEST})
  void envoyTakesWhatComesOfThem(String version) throws Exception {
    for (List<TriedSet> sets : Lists.partition(sets().toList(), SETS_IN_A_BOOTSTRAP)) {
      Optional<String> refusal = TriedSet.refusal(sets, version, folder);
      if (refusal.isPresent()) {
        fail("%s%n%s", refusal.get(), smallest(sets, version));
      }
    }
  }

  /** Only a running Envoy can refuse what depends on what it has. */
  @ParameterizedTest
  @MethodSource("dev.signalbox.it.harness.EnvoyKind#newest")
  void runningEnvoysTakeWhatComesOfThem(EnvoyKind kind) throws Exception {
    List<TriedSet> every = sets().filter(set -> set.number() % SETS_FOR_ONE_OVER_ADS == 0).toList();
    try (OverAds proxies = OverAds.start(kind, around.base(), gateway)) {
      for (TriedSet set : every) {
        proxies.take(set);
      }
    }
  }

  private Stream<TriedSet> sets() {
    List<List<Manifest>> sets = corpus.sets();
    return IntStream.range(0, sets.size()).mapToObj(i -> new TriedSet(i, around, sets.get(i)));
  }

  private TriedSet smallest(List<TriedSet> sets, String version) throws Exception {
    for (TriedSet set : sets) {
      if (TriedSet.refusal(List.of(set), version, folder).isPresent()) {
        return set.smallest(version, folder);
      }
    }
    throw new IllegalStateException("refused only together");
  }
}
