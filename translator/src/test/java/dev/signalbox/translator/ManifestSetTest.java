package dev.signalbox.translator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.translator.diagnostics.Finding;
import java.util.List;
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

  private static List<String> places(ManifestSet set) {
    return set.findings().stream().map(f -> f.place().orElseThrow().toString()).toList();
  }
}
