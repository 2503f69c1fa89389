package dev.signalbox.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.ControlPlaneOptions;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.diagnostics.Scope;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** analyze, apply and serve find the same in the same objects, at the same places. */
class SameJudgementTest {
  private static final Path SAMPLE =
      Path.of("src/test/resources/validation-sample.yaml").toAbsolutePath();

  @TempDir Path served;
  @TempDir Path empty;

  @Test
  void analyzeApplyAndServeAgree() throws Exception {
    TreeSet<String> analyzed = new TreeSet<>();
    for (JsonElement finding : run("analyze", "-f", SAMPLE.toString()).getAsJsonArray("findings")) {
      add(finding.getAsJsonObject(), analyzed);
    }
    assertThat(analyzed).hasSizeGreaterThan(30);

    assertThat(applied()).isEqualTo(analyzed);
    assertThat(served()).isEqualTo(analyzed);
  }

  /** What is refused, and what is only noted. */
  private Set<String> applied() throws Exception {
    try (ControlPlane controlPlane = ControlPlane.start(ControlPlaneOptions.onLoopback(empty))) {
      String server = "127.0.0.1:" + controlPlane.xdsPort();
      JsonObject report =
          run("apply", "--dry-run", "--validate=warn", "--server", server, "-f", SAMPLE.toString());
      TreeSet<String> lines = new TreeSet<>();
      report.getAsJsonArray("findings").forEach(finding -> add(finding.getAsJsonObject(), lines));
      report.getAsJsonArray("notes").forEach(finding -> add(finding.getAsJsonObject(), lines));
      return lines;
    }
  }

  private Set<String> served() throws Exception {
    Files.copy(SAMPLE, served.resolve("sample.yaml"));
    try (ControlPlane controlPlane = ControlPlane.start(ControlPlaneOptions.onLoopback(served))) {
      await().until(() -> !controlPlane.findings().isEmpty());
      TreeSet<String> lines = new TreeSet<>();
      for (Finding finding : controlPlane.findings()) {
        Diagnostic diagnostic = finding.diagnostic();
        if (diagnostic.scope() == Scope.OBJECT) {
          lines.add(
              line(
                  diagnostic.origin().name(),
                  finding.place().orElseThrow().line(),
                  diagnostic.code().id(),
                  diagnostic.severity().label(),
                  diagnostic.origin().path()));
        }
      }
      return lines;
    }
  }

  private static void add(JsonObject finding, Set<String> lines) {
    if (finding.get("scope").getAsString().equals("object")) {
      lines.add(
          line(
              finding.get("name").getAsString(),
              finding.get("line").getAsInt(),
              finding.get("code").getAsString(),
              finding.get("level").getAsString(),
              finding.get("path").getAsString()));
    }
  }

  private static String line(String name, int line, String code, String level, String path) {
    return name + ":" + line + " " + code + " " + level + " " + path;
  }

  private static JsonObject run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("-o", "json"));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Main.run(
        Map.of(), new PrintWriter(out), new PrintWriter(err, true), all.toArray(String[]::new));
    return JsonParser.parseString(out.toString()).getAsJsonObject();
  }
}
