package dev.signalbox.translator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.translator.diagnostics.Finding;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ManifestSetTest {
  private static final String SUBSET_V1 = rule("reviews", "v1");
  private static final String OTHER = rule("ratings", "v1");

  private static String rule(String name, String subset) {
    return """
    apiVersion: networking.istio.io/v1
    kind: DestinationRule
    metadata: {name: %s}
    spec: {host: %s, subsets: [{name: %s, labels: {version: v}}]}
    """
        .formatted(name, name, subset);
  }

  @Test
  void unreadableFileKeepsItsObjects() {
    ManifestSet set = ManifestSet.empty().with("a.yaml", SUBSET_V1).with("a.yaml", "spec: [");

    assertThat(set.objects().keySet()).extracting(k -> k.id().name()).containsExactly("reviews");
    assertThat(places(set)).containsExactly("a.yaml:1:7");
  }

  @Test
  void brokenDocumentKeepsWhatNoReadableOneDefines() {
    String newReviews = rule("reviews", "v2");
    ManifestSet set =
        ManifestSet.empty()
            .with("a.yaml", SUBSET_V1 + "---\n" + OTHER)
            .with("a.yaml", newReviews + "---\nkind: {\n");

    assertThat(set.objects().keySet())
        .extracting(k -> k.id().name())
        .containsExactly("reviews", "ratings");
    assertThat(set.objects().values().iterator().next().elements().toString()).contains("v2");
  }

  @Test
  void invalidObjectKeepsItsLastValidVersionAndIsFound() {
    ManifestSet set =
        ManifestSet.empty()
            .with("a.yaml", SUBSET_V1)
            .with("a.yaml", rule("reviews", "v2").replace("subsets:", "exportTo: ['?'], subsets:"));

    assertThat(set.objects().values().iterator().next().elements().toString()).contains("v1");
    assertThat(places(set)).containsExactly("a.yaml:4:34");

    ManifestSet mended = set.with("a.yaml", rule("reviews", "v3"));
    assertThat(mended.objects().values().iterator().next().elements().toString()).contains("v3");
    assertThat(mended.findings()).isEmpty();
  }

  @Test
  void anInvalidCopyDoesNotTakeOverFromAValidObject() {
    String invalid = rule("reviews", "v2").replace("subsets:", "exportTo: ['?'], subsets:");
    ManifestSet set = ManifestSet.empty().with("b.yaml", SUBSET_V1).with("a.yaml", invalid);

    assertThat(subsets(set)).contains("v1").doesNotContain("v2");
    assertThat(set.findings())
        .extracting(f -> f.diagnostic().message())
        .last()
        .isEqualTo(
            "DestinationRule default/reviews also stands at b.yaml:1:1, which counts:"
                + " this one is invalid");
    assertThat(subsets(set.with("b.yaml", rule("reviews", "v3")))).contains("v3");
  }

  @Test
  void anObjectThatMovesAndIsInvalidThereKeepsItsLastValidVersion() {
    String invalid = rule("reviews", "v2").replace("subsets:", "exportTo: ['?'], subsets:");
    ManifestSet before = ManifestSet.empty().with("b.yaml", SUBSET_V1);
    ManifestSet at =
        before.edit().remove("b.yaml").put("a.yaml", OTHER + "---\n" + invalid).build();
    ManifestSet later = before.with("c.yaml", invalid).without("b.yaml");

    assertThat(subsets(at)).contains("v1").doesNotContain("v2");
    assertThat(subsets(later)).contains("v1").doesNotContain("v2");
    assertThat(places(at)).containsExactly("a.yaml:9:34");
    assertThat(at.stored())
        .extracting(o -> o.place().toString())
        .containsExactly("a.yaml:1:1", "a.yaml:6:1");
    assertThat(at.size("a.yaml")).isEqualTo(2);

    ManifestSet.Edit restart = ManifestSet.empty().edit();
    at.kept().forEach(restart::restore);
    ManifestSet restarted = restart.build().with("a.yaml", OTHER + "---\n" + invalid);
    assertThat(subsets(restarted)).contains("v1").doesNotContain("v2");
    assertThat(subsets(at.with("a.yaml", rule("reviews", "v3")))).contains("v3");
  }

  @Test
  void removedObjectsAreGone() {
    ManifestSet set = ManifestSet.empty().with("a.yaml", SUBSET_V1 + "---\n" + OTHER);
    assertThat(set.with("a.yaml", OTHER).objects()).hasSize(1);
    assertThat(set.without("a.yaml").objects()).isEmpty();
  }

  @Test
  void secondObjectOfANameIsAnErrorThatNamesBothPlaces() {
    ManifestSet set =
        ManifestSet.empty().with("b.yaml", rule("reviews", "v2")).with("a.yaml", SUBSET_V1);

    assertThat(set.objects().values().iterator().next().elements().toString()).contains("v1");
    Finding finding = set.findings().get(0);
    assertThat(finding.place().orElseThrow().toString()).isEqualTo("b.yaml:1:1");
    assertThat(finding.related().toString()).contains("a.yaml:1:1");
  }

  @Test
  void editReadsOneFileOnly() {
    ManifestSet before = ManifestSet.empty().with("a.yaml", SUBSET_V1).with("b.yaml", OTHER);
    ManifestSet after = before.with("a.yaml", rule("reviews", "v2"));

    assertThat(after.files().get("b.yaml")).isSameAs(before.files().get("b.yaml"));
    assertThat(after.files().get("a.yaml")).isNotSameAs(before.files().get("a.yaml"));
  }

  private static String subsets(ManifestSet set) {
    return set.objects().values().stream()
        .filter(object -> object.id().name().equals("reviews"))
        .map(object -> object.elements().toString())
        .collect(Collectors.joining());
  }

  private static List<String> places(ManifestSet set) {
    return set.findings().stream().map(f -> f.place().orElseThrow().toString()).toList();
  }
}
