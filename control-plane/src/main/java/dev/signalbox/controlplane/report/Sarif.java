package dev.signalbox.controlplane.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.controlplane.Findings;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.diagnostics.Place;
import dev.signalbox.translator.diagnostics.Severity;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Findings as SARIF 2.1.0, which code hosts show beside the lines. */
public final class Sarif {
  private static final String VERSION = "2.1.0";
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

  private Sarif() {}

  public static Map<String, Object> of(List<Finding> findings) {
    Map<String, Object> driver =
        ImmutableMap.of(
            "name", "signalbox", "rules", map(Arrays.asList(Code.values()), Sarif::rule));
    Map<String, Object> run =
        ImmutableMap.of(
            "tool", ImmutableMap.of("driver", driver),
            "columnKind", "unicodeCodePoints",
            "results", map(findings, Sarif::result));
    return ImmutableMap.of("$schema", SCHEMA, "version", VERSION, "runs", ImmutableList.of(run));
  }

  private static Map<String, Object> rule(Code code) {
    return ImmutableMap.of(
        "id", code.id(),
        "shortDescription", text(code.title()),
        "defaultConfiguration", ImmutableMap.of("level", level(code.severity())));
  }

  private static Map<String, Object> result(Finding finding) {
    return ImmutableMap.<String, Object>builder()
        .put("ruleId", finding.diagnostic().code().id())
        .put("level", level(finding.diagnostic().severity()))
        .put("message", text(Findings.text(finding.diagnostic())))
        .put("locations", map(finding.place().stream().toList(), Sarif::location))
        .put("relatedLocations", map(finding.related(), Sarif::location))
        .buildOrThrow();
  }

  private static Map<String, Object> location(Place place) {
    return ImmutableMap.of(
        "physicalLocation",
        ImmutableMap.of(
            "artifactLocation", ImmutableMap.of("uri", uri(place.file())),
            "region", ImmutableMap.of("startLine", place.line(), "startColumn", place.column())));
  }

  /** A relative reference, escaped; a colon in its first segment would make a scheme of it. */
  private static String uri(String file) {
    try {
      String path = file.startsWith("/") || !file.contains(":") ? file : "./" + file;
      return new URI(null, null, path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "note";
    };
  }

  private static Map<String, String> text(String text) {
    return ImmutableMap.of("text", text);
  }

  private static <T> List<Map<String, Object>> map(
      List<T> values, Function<T, Map<String, Object>> mapping) {
    return values.stream().map(mapping).toList();
  }
}
