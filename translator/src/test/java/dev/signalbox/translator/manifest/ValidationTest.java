package dev.signalbox.translator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.ManifestSet;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Objects that istiod's webhook, Linkerd's admission and the CustomResourceDefinitions' schemas
 * accept, warn of or refuse. A line of a file in {@code validation} is LEVEL PATH | FIELDS: the
 * worst finding of the object alone is of that level (ok: no error; none: nothing at all), and one
 * of that level is at the path or inside it. {@code <<a;b>>} stands for each of its alternatives in
 * turn; the same alternatives again, for the same one. {@code [3*a]} stands for {@code a, a, a}.
 */
class ValidationTest {
  private static final Path SAMPLE =
      Path.of("../control-plane/src/test/resources/validation-sample.yaml");
  private static final int SAMPLED = 9;
  private static final Path PENDING = Path.of("src/test/resources/validation-pending.txt");

  @Test
  void objectsAreJudgedAsByTheirProjects() throws IOException {
    List<String> wrong = new ArrayList<>();
    List<String> unsupported = new ArrayList<>();
    int count = 0;
    for (ValidationCases.Case object : ValidationCases.all()) {
      count++;
      ImmutableList<Finding> findings = findings(object.text());
      if (findings.stream().anyMatch(ValidationTest::isUnsupported) || !isRead(object)) {
        unsupported.add(object.toString());
      } else {
        object.difference(findings).ifPresent(wrong::add);
      }
    }
    System.out.printf("%d objects, %d not supported yet%n", count, unsupported.size());
    if (Boolean.getBoolean("update")) {
      Files.write(
          PENDING,
          Stream.concat(
                  wrong.stream().map(line -> line.substring(0, line.indexOf(" got "))),
                  unsupported.stream())
              .sorted()
              .toList());
    }
    List<String> pending = Files.readAllLines(PENDING);
    wrong.removeIf(line -> pending.stream().anyMatch(line::startsWith));
    unsupported.removeAll(pending);
    assertThat(wrong).isEmpty();
    assertThat(unsupported).isEmpty();
    assertThat(count).isGreaterThan(1200);
  }

  /** A part of the table, for the test that analyze, apply and serve judge alike. */
  @Test
  void theSampleIsThatOfTheTable() throws IOException {
    StringBuilder sample = new StringBuilder();
    List<ValidationCases.Case> cases = ValidationCases.all();
    for (int i = 0; i < cases.size(); i += SAMPLED) {
      String name = "metadata: {name: sample-" + i;
      sample.append("---\n").append(cases.get(i).text().replace("metadata: {name: a", name));
    }
    if (Boolean.getBoolean("update")) {
      Files.writeString(SAMPLE, sample);
    }
    assertThat(Files.readString(SAMPLE)).isEqualTo(sample.toString());
  }

  /** Each value of the accepted objects in a wrong shape, and each mapping with a key too many. */
  @Test
  void noValueOfAnotherShapeAndNoUnknownKeyPasses() throws Exception {
    Set<String> seen = new HashSet<>();
    List<String> wrong = new ArrayList<>();
    for (ValidationCases.Case object : ValidationCases.all()) {
      boolean supported = findings(object.text()).stream().noneMatch(ValidationTest::isUnsupported);
      if (object.level().equals("none") && supported && isRead(object)) {
        Yaml root = YamlReader.read(object.text(), 1).orElseThrow();
        for (Mutant mutant : Mutant.of(root, "", seen, object.fields())) {
          ImmutableList<Finding> findings = findings(JsonText.of(mutant.root()));
          if (findings.stream().noneMatch(mutant::isFoundBy)) {
            wrong.add(
                mutant
                    + " got "
                    + findings.stream()
                        .map(Finding::diagnostic)
                        .map(ValidationCases.Case::line)
                        .toList()
                    + "\n");
          }
        }
      }
    }
    System.out.printf("%d mutants%n", seen.size());
    assertThat(wrong).isEmpty();
    assertThat(seen).hasSizeGreaterThan(150);
  }

  private static boolean isRead(ValidationCases.Case object) {
    return !ManifestReader.read("in.yaml", object.text()).documents().isEmpty();
  }

  private static boolean isUnsupported(Finding finding) {
    return finding.diagnostic().code() == Code.NOT_SUPPORTED_YET;
  }

  private static ImmutableList<Finding> findings(String text) {
    return ManifestSet.empty().with("in.yaml", text).findings();
  }
}
