package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.cli.Main;
import dev.signalbox.it.harness.JavaCommand;
import dev.signalbox.it.harness.Needs;
import dev.signalbox.it.harness.Tool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user meets it: what it prints, what its page shows, how it ends. */
@Needs(Tool.ENVOY)
final class DemoTest {
  private static final Pattern URL = Pattern.compile("ready: (\\S+)/productpage");
  private static final String REVIEWS = "/api/v1/products/0/reviews";
  private static final int SECONDS_TO_END = 10;

  private final HttpClient http = HttpClient.newHttpClient();
  @TempDir private Path folder;
  private Process demo;
  private String url;

  @BeforeEach
  void start() throws IOException {
    demo =
        new ProcessBuilder(JavaCommand.of(Main.class, "demo", "--dir", demoFolder().toString()))
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    eventually(() -> assertThat(text("out")).as(text("err")).containsPattern(URL));
    Matcher ready = URL.matcher(text("out"));
    url = ready.find() ? ready.group(1) : "";
  }

  @AfterEach
  void end() {
    demo.destroyForcibly();
    http.close();
  }

  @Test
  void routesAsItSaysAndEndsWithoutALeftover() throws Exception {
    assertThat(get("/productpage", "")).contains("Reviews served by: <code>reviews-v1</code>");

    copyVariant("virtual-service-reviews-test-v2.yaml");
    eventually(() -> assertThat(get(REVIEWS, "user=jason")).contains("reviews-v2", "black"));
    assertThat(get(REVIEWS, "user=Jason")).contains("reviews-v1");

    Files.writeString(reviews(), "spec: [\n", StandardOpenOption.APPEND);
    eventually(
        () ->
            assertThat(text("err"))
                .containsPattern("virtual-service-reviews\\.yaml:\\d+:\\d+: error SB1001"));
    assertThat(get(REVIEWS, "user=jason")).contains("reviews-v2");

    List<ProcessHandle> envoys = demo.descendants().toList();
    assertThat(envoys).hasSize(2);
    demo.destroy();
    assertThat(demo.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)).isTrue();
    assertThat(envoys).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void leavesNoEnvoyEvenWhenKilled() {
    List<ProcessHandle> envoys = demo.descendants().toList();
    demo.destroyForcibly();
    eventually(() -> assertThat(envoys).hasSize(2).noneMatch(ProcessHandle::isAlive));
  }

  /** What it has printed so far. */
  private String text(String stream) throws IOException {
    return Files.readString(folder.resolve(stream));
  }

  private Path demoFolder() {
    return folder.resolve("demo");
  }

  private Path reviews() {
    return demoFolder().resolve("manifests/virtual-service-reviews.yaml");
  }

  private void copyVariant(String name) throws IOException {
    Path variant = demoFolder().resolve("samples/bookinfo/networking").resolve(name);
    Files.copy(variant, reviews(), StandardCopyOption.REPLACE_EXISTING);
  }

  private String get(String path, String cookie) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path)).header("cookie", cookie).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
