package dev.signalbox.controlplane.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.controlplane.manifests.FileEdit.Source;
import dev.signalbox.translator.manifest.ManifestText;
import org.junit.jupiter.api.Test;

class FileEditTest {
  @Test
  void lineEndsAndByteOrderMarkStay() throws Refusal {
    String before = "\uFEFF" + (rule("a", 1) + "---\n" + rule("b", 1)).replace("\n", "\r\n");
    String after = "\uFEFF" + (rule("a", 2) + "---\n" + rule("b", 1)).replace("\n", "\r\n");
    assertThat(put("f.yaml", before, rule("a", 2))).isEqualTo(after);
  }

  @Test
  void aLastLineWithoutAnEndGetsOne() throws Refusal {
    String before = "---\n" + rule("a", 1) + "---\n" + rule("b", 1).stripTrailing();
    assertThat(put("f.yaml", before, rule("b", 2)))
        .isEqualTo("---\n" + rule("a", 1) + "---\n" + rule("b", 2));
  }

  @Test
  void whatCantBeReadStaysAsItIs() throws Refusal {
    String broken = "# being written\nkind: [\n---\n";
    assertThat(put("f.yaml", broken + rule("a", 1), rule("a", 2))).isEqualTo(broken + rule("a", 2));
    assertThat(remove("f.yaml", broken + rule("a", 1), rule("a", 1)))
        .isEqualTo("# being written\nkind: [\n");
  }

  @Test
  void aFileInJsonStaysJson() throws Refusal {
    String before = "{\"kind\": \"List\", \"items\": [" + json("a") + ", " + json("b") + "]}\n";
    assertThat(put("f.json", before, rule("b", 2))).startsWith("{").contains("\"number\": 2");
    assertThat(remove("f.json", before, rule("a", 1))).doesNotContain("\"a\"").contains("\"b\"");
    assertThat(put("f.json", json("a"), rule("a", 2))).startsWith("{").contains("\"number\": 2");
  }

  @Test
  void commentsInsideStayWhereOnlyValuesChange() throws Refusal {
    String before = "kind: Rule\nmetadata: {name: a}\n# how many\nnumber: 1 # one\nof: 'x y'\n";
    assertThat(put("f.yaml", before, "kind: Rule\nmetadata: {name: a}\nnumber: 20\nof: on\n"))
        .isEqualTo(before.replace("1 #", "20 #").replace("'x y'", "on"));
    assertThat(put("f.yaml", before, "kind: Rule\nmetadata: {name: a}\nnumber: 1\nof: 'on'\n"))
        .isEqualTo(before.replace("'x y'", "\"on\""));
    assertThat(put("f.yaml", before, "kind: Rule\nmetadata: {name: a}\nnumber: 1\n"))
        .isEqualTo("kind: Rule\nmetadata: {name: a}\nnumber: 1\n");
  }

  @Test
  void removingKeepsTheOthersAndTheHead() throws Refusal {
    String head = "# head\n";
    String file = head + rule("a", 1) + "---\n# of b\n" + rule("b", 1) + "---\n" + rule("c", 1);
    assertThat(remove("f.yaml", file, rule("b", 1)))
        .isEqualTo(head + rule("a", 1) + "---\n" + rule("c", 1));
    assertThat(remove("f.yaml", file, rule("c", 1)))
        .isEqualTo(head + rule("a", 1) + "---\n# of b\n" + rule("b", 1));
    assertThat(remove("f.yaml", file, rule("a", 1)))
        .isEqualTo(head + "# of b\n" + rule("b", 1) + "---\n" + rule("c", 1));
  }

  @Test
  void anEditThatWouldHarmIsRefused() {
    String inline = "--- {kind: Rule, metadata: {name: a}, number: 1}\n";
    assertThatThrownBy(() -> put("f.yaml", inline, rule("a", 2))).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> put("f.yaml", "kind: [\n", rule("a", 2)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("can't be read now");
  }

  private static String put(String file, String before, String object) throws Refusal {
    ManifestText text = ManifestText.of(object);
    return FileEdit.of(file, before).put(Source.of(text, text.objects().getFirst())).text().text();
  }

  private static String remove(String file, String before, String object) throws Refusal {
    ManifestText text = ManifestText.of(object);
    return FileEdit.of(file, before).remove(text.objects().getFirst().key()).text().text();
  }

  private static String rule(String name, int number) {
    return "kind: Rule\nmetadata:\n  name: " + name + "\nnumber: " + number + "  # its own\n";
  }

  private static String json(String name) {
    return "{\"kind\": \"Rule\", \"metadata\": {\"name\": \"%s\"}, \"number\": 1}".formatted(name);
  }
}
