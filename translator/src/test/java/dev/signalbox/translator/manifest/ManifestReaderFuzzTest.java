package dev.signalbox.translator.manifest;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.diagnostics.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a file holds, it is read without an exception, and findings point into it. */
class ManifestReaderFuzzTest {
  private static final Path GOLDENS = Path.of("src/test/resources/goldens");

  /** Whole manifests; small bad ones, and all that broke the reader, are in the test's inputs. */
  static Stream<Arguments> goldens() throws IOException {
    try (Stream<Path> paths = Files.walk(GOLDENS)) {
      return paths
          .filter(path -> path.endsWith("in.yaml"))
          .sorted()
          .map(path -> Arguments.of((Object) bytes(path)))
          .toList()
          .stream();
    }
  }

  private static byte[] bytes(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @MethodSource("goldens")
  @FuzzTest(maxDuration = "90s")
  void reads(byte[] bytes) {
    if (bytes == null) {
      return;
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    ParsedFile file = ManifestReader.read("f.yaml", text);
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    List<String> lines = List.of(body.split("\r\n|\r|\n", -1));
    file.unreadable().stream()
        .map(Finding::place)
        .forEach(place -> inside(lines, place.orElseThrow()));
    for (Document document : file.documents()) {
      document.diagnostics().stream()
          .map(found -> document.source().locate(found.origin().path()))
          .forEach(place -> inside(lines, place));
    }
    edits(text);
  }

  /** One more column than the line has: where something is missing at its end. */
  private static void inside(List<String> lines, Place place) {
    boolean inside =
        place.line() >= 1
            && place.line() <= lines.size()
            && place.column() >= 1
            && place.column() <= length(lines.get(place.line() - 1)) + 1;
    if (!inside) {
      throw new AssertionError(place + " is outside of the text");
    }
  }

  private static int length(String line) {
    return line.codePointCount(0, line.length());
  }

  /** What apply and delete do with a text. */
  private static void edits(String text) {
    ManifestText manifests = ManifestText.of(text);
    for (ManifestText.Entry entry : manifests.objects()) {
      manifests.textOf(entry);
      manifests.commentsBefore(entry);
      manifests.replace(entry, "a: 1\n");
      ManifestText.of(manifests.remove(entry));
    }
  }
}
