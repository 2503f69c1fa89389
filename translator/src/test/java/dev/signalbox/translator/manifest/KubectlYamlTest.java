package dev.signalbox.translator.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;

/**
 * kubectl-yaml.txt has, on each line, a YAML document as a JSON string, a tab, and the JSON that
 * sigs.k8s.io/yaml 1.6.0, with which kubectl reads manifests, makes of it.
 */
class KubectlYamlTest {
  static Stream<String> readAlike() throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/kubectl-yaml.txt")).stream();
  }

  @ParameterizedTest
  @MethodSource
  void readAlike(String line) throws UnreadableException {
    String[] parts = line.split("\t", 2);
    String text = JsonParser.parseString(parts[0]).getAsString();
    JsonElement expected = JsonParser.parseString(parts[1]);

    JsonElement actual = JsonNull.INSTANCE;
    for (DocumentText document : DocumentSplitter.split(text)) {
      actual = YamlReader.read(document.text(), 1).map(KubectlYamlTest::json).orElse(actual);
    }
    assertThat(actual).isEqualTo(expected);
  }

  /** What is written as a string is read as that string, and the same of keys. */
  @ParameterizedTest
  @MethodSource("plainValues")
  void writtenStringsStayStrings(String value) throws UnreadableException {
    DumpSettings settings = DumpSettings.builder().setSchema(new KubectlSchema()).build();
    String text = new Dump(settings).dumpToString(Map.of("a", value, value, 1));

    JsonObject expected = new JsonObject();
    expected.addProperty(value, 1);
    expected.addProperty("a", value);
    assertThat(YamlReader.read(text, 1).map(KubectlYamlTest::json)).as(text).contains(expected);
  }

  static Stream<String> plainValues() throws IOException {
    Stream<String> values =
        readAlike()
            .map(line -> JsonParser.parseString(line.split("\t", 2)[0]).getAsString())
            .filter(text -> text.startsWith("a: ") && !text.contains("\n"))
            .map(text -> text.substring("a: ".length()));
    return Stream.concat(
        values, Stream.of("<<", ".inf", "- a", "a: b", "# a", "%a", "---", "\u00e9"));
  }

  /** kubectl reads these, after a fashion; here they are refused rather than misunderstood. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: !!binary aGk=", // bytes
        "a: !!timestamp 2001-01-01",
        "a: !local x", // kubectl ignores the tag
        "a: !!java.net.URL [x]",
        "a: 1\na: 2", // the last one counts
        "1: a\n'1': b",
        "b: &b {x: 1}\nc: {x: 3, <<: *b}", // what is merged counts, against YAML's rules
        "b: &b {x: 1}\nc:\n  <<: *b\n  <<: *b",
        "a: 1\n...\nb: 2\n", // all after ... is ignored
        "{\"a\": 1}\n{\"b\": 2}", // read as two, as a stream of JSON
      })
  void refused(String text) {
    assertThatExceptionOfType(UnreadableException.class).isThrownBy(() -> YamlReader.read(text, 1));
  }

  private static JsonElement json(Yaml node) {
    return switch (node) {
      case Yaml.Mapping mapping -> {
        JsonObject object = new JsonObject();
        mapping.entries().forEach((key, entry) -> object.add(key, json(entry.value())));
        yield object;
      }
      case Yaml.Sequence sequence -> {
        JsonArray array = new JsonArray();
        sequence.items().forEach(item -> array.add(json(item)));
        yield array;
      }
      case Yaml.Scalar scalar ->
          switch (scalar.type()) {
            case STRING -> new JsonPrimitive(scalar.text());
            case NUMBER -> JsonParser.parseString(scalar.text());
            case BOOLEAN -> new JsonPrimitive(Boolean.parseBoolean(scalar.text()));
            case NULL -> JsonNull.INSTANCE;
          };
    };
  }
}
