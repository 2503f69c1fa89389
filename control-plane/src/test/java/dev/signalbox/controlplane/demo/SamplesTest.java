package dev.signalbox.controlplane.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.ManifestSet;
import dev.signalbox.translator.Translator;
import dev.signalbox.translator.diagnostics.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The samples, as a demo copies them. */
final class SamplesTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("project.root"), "deploy", "samples");

  private static final Path SAMPLE = SAMPLES.resolve("bookinfo");
  private static final Path PODINFO = SAMPLES.resolve("podinfo");

  @TempDir private Path folder;

  @Test
  void theDemoFolderHasRealPorts() throws IOException {
    DemoFolder demo = DemoFolder.create(folder.resolve("demo"), Sample.BOOKINFO);
    assertThat(demo.workloadPorts()).hasSize(6).containsEntry("reviews-v3", 19093);
    Map<String, Integer> ports = new TreeMap<>(demo.workloadPorts());
    ports.put("reviews-v3", 12345);
    demo.setWorkloadPorts(ports);
    demo.setGatewayPort(54321);
    assertThat(demo.workloadPorts()).isEqualTo(ports);
    assertThat(demo.manifests().resolve("bookinfo-gateway.yaml")).content().contains("54321");
    assertThat(demo.manifests()).isDirectoryContaining("glob:**/virtual-service-reviews.yaml");
  }

  @Test
  void thePodinfoFolderHasRealPorts() throws IOException {
    DemoFolder demo = DemoFolder.create(folder.resolve("demo"), Sample.PODINFO);
    assertThat(demo.workloadPorts()).hasSize(3).containsEntry("backend-b-podinfo", 19900);
    Map<String, Integer> ports = new TreeMap<>(demo.workloadPorts());
    ports.put("frontend-podinfo", 9898);
    demo.setWorkloadPorts(ports);
    assertThat(demo.workloadPorts()).isEqualTo(ports);
  }

  @Test
  void eachPodinfoVariantIsFaultless() throws IOException {
    Path services = PODINFO.resolve("manifests/services.yaml");
    List<Path> variants = yamlFilesOf(PODINFO.resolve("networking"));
    assertThat(variants).hasSize(4);
    for (Path variant : variants) {
      assertThat(findings(Map.of("a", Files.readString(services), "b", Files.readString(variant))))
          .as(variant.toString())
          .isEmpty();
    }
  }

  @Test
  void theStartIsFaultless() throws IOException {
    assertThat(findings(manifests())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void eachVariantIsFaultlessInPlaceOfWhatItReplaces(String variant) throws IOException {
    Map<String, String> files = manifests();
    String text = Files.readString(SAMPLE.resolve("networking").resolve(variant));
    files.keySet().removeIf(file -> replaces(variant, file));
    files.put(variant, text);
    // Some are for workloads that the sample doesn't start.
    assertThat(findings(files))
        .allMatch(finding -> finding.contains(Code.SUBSET_WITHOUT_ENDPOINTS.name()));
  }

  /** virtual-service-reviews-v3.yaml replaces virtual-service-reviews.yaml. */
  private static boolean replaces(String variant, String file) {
    String kindAndName = file.replace(".yaml", "");
    String kind = kindAndName.replaceAll("-[a-z]+$", "");
    boolean all = variant.startsWith(kind + "-all");
    boolean another = variant.contains("by-address");
    return all || (variant.startsWith(kindAndName) && !another);
  }

  private static ImmutableList<String> findings(Map<String, String> files) {
    ManifestSet manifests = ManifestSet.empty();
    for (Map.Entry<String, String> file : files.entrySet()) {
      manifests = manifests.with(file.getKey(), file.getValue());
    }
    ImmutableList.Builder<String> findings = ImmutableList.builder();
    manifests.findings().forEach(finding -> findings.add(finding.toString()));
    new Translator().mesh(manifests).diagnostics().forEach(d -> findings.add(d.toString()));
    return findings.build();
  }

  private static Map<String, String> manifests() throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (String name : yamlFiles("manifests")) {
      files.put(name, Files.readString(SAMPLE.resolve("manifests").resolve(name)));
    }
    return files;
  }

  static ImmutableList<String> variants() throws IOException {
    return yamlFiles("networking");
  }

  private static ImmutableList<String> yamlFiles(String folder) throws IOException {
    return yamlFilesOf(SAMPLE.resolve(folder)).stream()
        .map(file -> file.getFileName().toString())
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<Path> yamlFilesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().collect(ImmutableList.toImmutableList());
    }
  }
}
