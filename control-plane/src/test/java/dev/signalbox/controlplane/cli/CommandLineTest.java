package dev.signalbox.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  @TempDir Path folder;

  private record Result(int code, String out, String err) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve",
        "analyze",
        "translate",
        "bootstrap",
        "proxy-status",
        "proxy-config",
        "apply",
        "get",
        "delete",
        "demo",
        "completion"
      })
  void everyCommandHelpsWithAnExample(String command) {
    Result result = run(Map.of(), command, "--help");
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("Usage: signalbox " + command, "Example: signalbox");
  }

  @Test
  void wrongUsageIs64() {
    assertThat(run(Map.of()).code()).isEqualTo(64);
    assertThat(run(Map.of(), "serve").err()).contains("--config", "signalbox serve --help");
    assertThat(run(Map.of(), "serve", "--config", "/no/such/folder").code()).isEqualTo(64);
    assertThat(run(Map.of(), "serve", "--bogus").code()).isEqualTo(64);
    assertThat(run(Map.of(), "analyze").code()).isEqualTo(64);
    assertThat(run(Map.of(), "analyze", "-f", "/no/such/folder").code()).isEqualTo(64);
  }

  @Test
  void anAddressThatIsTakenIs69WithoutATrace() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      Result result =
          run(
              Map.of(),
              "serve",
              "--config",
              folder.toString(),
              "--xds-address",
              address,
              "--state",
              folder.resolve("state").toString());
      assertThat(result.code()).isEqualTo(69);
      assertThat(result.err())
          .contains("can't start", address, "choose another --xds-address")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void findingsFailTheCommandFromTheirLevelOn() throws Exception {
    Files.write(folder.resolve("bad.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff});
    Result table = run(Map.of(), "analyze", "-f", folder.toString());
    assertThat(table.code()).isEqualTo(1);
    assertThat(table.out()).startsWith("Error [SB1001] (").contains("bad.yaml:1:4) ");
  }

  @Test
  void findingsHaveTheirJsonShape() throws Exception {
    Files.write(folder.resolve("bad.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff});
    Result result = run(Map.of(), "analyze", "-f", folder.toString(), "-o", "json");
    JsonObject finding = findings(result).getAsJsonArray("findings").get(0).getAsJsonObject();
    assertThat(finding.keySet())
        .contains(
            "level", "scope", "code", "kind", "namespace", "name", "path", "file", "line", "column")
        .contains("message", "fix", "related", "like");
    assertThat(finding.get("level").getAsString()).isEqualTo("error");
    assertThat(finding.get("kind").isJsonNull()).isTrue();
    assertThat(finding.get("file").getAsString()).isEqualTo("bad.yaml");
  }

  @Test
  void findingsHaveASarifFormWithTheirRules() throws Exception {
    Files.write(folder.resolve("b d.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff});
    Result result = run(Map.of(), "analyze", "-f", folder.toString(), "-o", "sarif");
    assertThat(result.out())
        .contains("\"version\": \"2.1.0\"", "\"id\": \"SB1001\"", "\"ruleId\": \"SB1001\"")
        .contains("\"uri\": \"b%20d.yaml\"", "\"startLine\": 1", "\"startColumn\": 4");
    assertThat(run(Map.of(), "analyze", "-f", folder.toString(), "-o", "yaml").out())
        .startsWith("findings:\n- level: error\n");
  }

  /** As bash makes one of {@code <(command)}. */
  @Test
  void aPipeIsReadWhereItIsNamed() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
      Future<Path> written = writer.submit(() -> Files.writeString(pipe, "a: [\n"));
      assertThat(run(Map.of(), "analyze", "-f", pipe.toString()).out())
          .contains("[SB1001] (" + pipe + ":1:4)");
      assertThat(written.get()).isEqualTo(pipe);
    }
  }

  @Test
  void noFindingsAreAnEmptyList() {
    Result result = run(Map.of(), "analyze", "-f", folder.toString(), "-o", "json");
    assertThat(result.code()).isZero();
    assertThat(findings(result).getAsJsonArray("findings")).isEmpty();
  }

  @Test
  void codesAreListed() {
    assertThat(run(Map.of(), "analyze", "--codes").out())
        .contains("SB1001  error")
        .contains("docs/codes/SB1001.md");
    assertThat(run(Map.of(), "analyze", "--codes", "-o", "json").out()).contains("\"IST0101\"");
  }

  @Test
  void variablesStandInForFlagsAndFlagsWin() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.write(other.resolve("bad.yaml"), new byte[] {(byte) 0xff});
    Map<String, String> environment =
        Map.of("SIGNALBOX_CONFIG", folder + ":" + other, "SIGNALBOX_OUTPUT", "json");
    assertThat(run(environment, "analyze").out()).contains(other + "/bad.yaml", "\"findings\"");
    assertThat(run(environment, "analyze", "-o", "table").out()).contains("Error [SB1001]");
  }

  @Test
  void aVariableForAnotherCommandIsNotMeantForThisOne() throws IOException {
    Map<String, String> sarif = Map.of("SIGNALBOX_OUTPUT", "sarif");
    assertThat(run(sarif, "analyze", "-f", folder.toString()).out()).contains("2.1.0");
    assertThat(run(sarif, "translate", "-f", folder.toString(), "--proxy", "x").code()).isZero();
    Result wrong =
        run(Map.of("SIGNALBOX_OUTPUT", "jsn"), "translate", "-f", folder.toString(), "--proxy=x");
    assertThat(wrong.code()).isEqualTo(64);
    assertThat(wrong.err()).contains("jsn", "SIGNALBOX_OUTPUT");
  }

  @Test
  void whatStandsOnTheCommandLineWinsOverVariables() throws IOException {
    Path bad = Files.write(folder.resolve("bad.yaml"), new byte[] {(byte) 0xff});
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Map<String, String> environment =
        Map.of("SIGNALBOX_FILENAME", bad.toString(), "SIGNALBOX_SERVER", "127.0.0.1:1");
    assertThat(run(environment, "analyze").code()).isEqualTo(1);
    assertThat(run(environment, "analyze", empty.toString()).code()).isZero();
    assertThat(run(environment, "delete", "vs", "reviews").code()).isEqualTo(69);
  }

  @Test
  void aBackslashKeepsAColonInAListVariable() {
    String metadata = "A=b:C={\"x\"\\:\"z\"}:D=a\\\\b";
    String bootstrap = run(Map.of("SIGNALBOX_METADATA", metadata), "bootstrap", "--id=x").out();
    assertThat(bootstrap).contains("A: b\n", "C:\n", "x: z\n", "D: a\\b\n");
  }

  @Test
  void whatIsMisspeltIsGuessed() {
    assertThat(run(Map.of(), "aply").err()).contains("no command 'aply'. Did you mean apply?");
    assertThat(run(Map.of(), "get", "vs", "--namspace=x").err())
        .contains("no option --namspace. Did you mean --namespace?");
    assertThat(run(Map.of(), "completion", "tcsh").code()).isEqualTo(64);
  }

  @Test
  void aBugIsToldWithoutATrace() {
    StringWriter err = new StringWriter();
    int code = Failure.report(new IllegalStateException("oops"), new PrintWriter(err), false);
    assertThat(code).isEqualTo(70);
    assertThat(err.toString()).contains("report it", "oops").doesNotContain("\tat ");
  }

  @Test
  void metadataThatIsNotJsonStaysAsItIs() {
    String bootstrap =
        run(Map.of(), "bootstrap", "--id=x", "--metadata=A=not json", "--metadata=B={\"a\":1} junk")
            .out();
    assertThat(bootstrap).contains("A: not json").contains("junk");
  }

  @Test
  void aPortThatIsNoneIsWrongUsage() {
    assertThat(run(Map.of(), "bootstrap", "--id=x", "--admin-port=99999").code()).isEqualTo(64);
    assertThat(run(Map.of(), "demo", "--port=0").code()).isEqualTo(64);
  }

  @Test
  void bootstrapHasTheMetadata() {
    String bootstrap =
        run(
                Map.of(),
                "bootstrap",
                "--id=router~10.0.0.1~gw.shop~shop.svc.cluster.local",
                "--metadata=LABELS.gateway.networking.k8s.io/gateway-name=gw",
                "--metadata=PROXY_CONFIG={\"gatewayTopology\":{\"numTrustedProxies\":1}}",
                "--metadata=LABELS.on=yes",
                "--sotw")
            .out();
    assertThat(bootstrap)
        .contains("'on': 'yes'")
        .contains("gateway.networking.k8s.io/gateway-name: gw", "numTrustedProxies: 1")
        .contains("api_type: GRPC");
    assertThat(run(Map.of(), "bootstrap", "--id=x", "--delta", "--sotw").code()).isEqualTo(64);
    assertThat(run(Map.of(), "bootstrap", "--id=x", "--metadata=y").code()).isEqualTo(64);
    assertThat(run(Map.of(), "bootstrap", "--id=").code()).isEqualTo(64);
  }

  @Test
  void translatePrintsEveryType() {
    Result result = run(Map.of(), "translate", "-f", folder.toString(), "--proxy", "shop");
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("clusters:", "endpoints:", "listeners:", "routes:");
  }

  private static JsonObject findings(Result result) {
    return JsonParser.parseString(result.out()).getAsJsonObject();
  }

  private static Result run(Map<String, String> environment, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(environment, new PrintWriter(out), new PrintWriter(err, true), args);
    return new Result(code, out.toString(), err.toString());
  }
}
