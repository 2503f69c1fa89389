package dev.signalbox.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.ControlPlaneOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** get, apply and delete against a control plane that runs. */
class ManifestCommandsTest {
  private static final Path NETWORKING =
      Path.of("../deploy/samples/bookinfo/networking").toAbsolutePath().normalize();
  private static final Path SERVICES =
      Path.of("../deploy/samples/bookinfo/manifests/services.yaml").toAbsolutePath().normalize();

  @TempDir Path folder;
  @TempDir Path work;
  private ControlPlane controlPlane;
  private String server = "";

  private record Result(int code, String out, String err) {}

  @BeforeEach
  void start() throws Exception {
    Files.copy(SERVICES, folder.resolve("services.yaml"));
    controlPlane = ControlPlane.start(ControlPlaneOptions.onLoopback(folder));
    server = "127.0.0.1:" + controlPlane.xdsPort();
    await().until(() -> run("get", "svc", "reviews").code() == 0);
  }

  @AfterEach
  void stop() {
    controlPlane.close();
  }

  @Test
  void theTourOfTheSampleEndsWhereItBegan() throws Exception {
    assertThat(apply("destination-rule-all.yaml").out()).hasLineCount(4);
    assertThat(apply("virtual-service-all-v1.yaml").out())
        .contains("virtualservice.networking.istio.io/reviews created\n");
    assertThat(run("get", "destinationrules", "-o", "yaml").out())
        .startsWith("apiVersion: v1\nkind: List\nitems:\n")
        .contains("name: productpage", "name: reviews", "name: ratings", "name: details");
    for (String step : List.of("test-v2", "50-v3", "v3")) {
      assertThat(apply("virtual-service-reviews-" + step + ".yaml").out())
          .isEqualTo("virtualservice.networking.istio.io/reviews configured\n");
    }
    assertThat(run("get", "vs", "reviews", "-o", "yaml").out()).contains("subset: v3");
    assertThat(run("delete", "-f", NETWORKING.resolve("virtual-service-all-v1.yaml").toString()))
        .extracting(Result::code)
        .isEqualTo(0);
    assertThat(run("delete", "dr", "productpage", "reviews", "ratings", "details").code()).isZero();
    assertThat(files()).containsExactly("services.yaml");
    assertThat(folder.resolve("services.yaml")).hasSameTextualContentAs(SERVICES);
  }

  @Test
  void everySampleIsAppliedListedEditedAndDeleted() throws Exception {
    apply("destination-rule-all.yaml");
    try (Stream<Path> samples = Files.list(NETWORKING)) {
      for (Path sample : samples.sorted().toList()) {
        assertThat(run("apply", "-f", sample.toString()).code()).as("%s", sample).isZero();
        assertThat(run("apply", "-f", sample.toString()).out()).doesNotContain("configured");
        assertThat(run("get", "vs", "-o", "yaml").code()).isZero();
      }
      String shown = run("get", "vs", "reviews", "-o", "yaml").out();
      Path edited = write(work, "edited.yaml", shown.replace("subset: v3", "subset: v2"));
      assertThat(run("apply", "-f", edited.toString()).out()).contains("reviews configured");
      assertThat(run("get", "vs", "reviews", "-o", "yaml").out()).doesNotContain("subset: v3");
    }
    assertThat(run("delete", "-f", NETWORKING.toString()).code()).isEqualTo(1);
    assertThat(files()).containsExactly("services.yaml");
  }

  @Test
  void anObjectIsReplacedWhereItStandsAndTheRestOfTheFileStays() throws Exception {
    Path file = write(folder, "rules.yaml", file("v1"));
    await().until(() -> run("get", "vs", "reviews").code() == 0);
    Path edit = write(work, "edit.yaml", "# not of the folder\n" + rule("reviews", "v3  # three"));
    assertThat(run("apply", "-f", edit.toString(), "--dry-run").out())
        .isEqualTo("virtualservice.networking.istio.io/reviews configured (dry run)\n");
    assertThat(file).hasContent(file("v1"));
    assertThat(run("apply", "-f", edit.toString()).out())
        .isEqualTo("virtualservice.networking.istio.io/reviews configured\n");
    assertThat(Files.readString(file)).isEqualTo(file("v3  # three"));
    assertThat(run("apply", "-f", edit.toString()).out()).contains("reviews unchanged");
    assertThat(run("delete", "vs", "reviews").out())
        .isEqualTo("virtualservice.networking.istio.io \"reviews\" deleted\n");
    assertThat(Files.readString(file))
        .isEqualTo("# the head\n\n# ratings\n" + rule("ratings", "v1") + "# end\n");
  }

  @Test
  void anObjectInAListIsReplacedInIt() throws Exception {
    apply("destination-rule-all.yaml");
    write(folder, "all.yaml", "kind: List\nitems:\n" + item("a", "v1") + item("b", "v1"));
    await().until(() -> run("get", "vs", "b").code() == 0);
    assertThat(run("apply", "-f", write(work, "b.yaml", rule("b", "v2")).toString()).code())
        .isZero();
    assertThat(run("delete", "vs", "a").code()).isZero();
    assertThat(folder.resolve("all.yaml"))
        .content()
        .contains("subset: v2")
        .doesNotContain("subset: v1");
  }

  @Test
  void whatIsInvalidIsRefusedAndItsNeighboursAreWritten() throws Exception {
    String misspelt = rule("ratings", "v1").replace("subset:", "subsett:");
    Path file = write(work, "two.yaml", rule("reviews", "v1") + "---\n" + misspelt);
    Result refused = run("apply", "-f", file.toString(), "-o", "json");
    assertThat(refused.code()).isEqualTo(1);
    JsonObject report = JsonParser.parseString(refused.out()).getAsJsonObject();
    JsonObject finding = report.getAsJsonArray("findings").get(0).getAsJsonObject();
    assertThat(finding.get("code").getAsString()).isEqualTo("SB1003");
    assertThat(finding.get("name").getAsString()).isEqualTo("ratings");
    assertThat(run("get", "vs", "reviews").code()).isZero();
    assertThat(run("get", "vs", "ratings").code()).isEqualTo(1);
    Result noted = run("apply", "-f", file.toString(), "--validate=warn");
    assertThat(noted.code()).isZero();
    assertThat(noted.err()).contains("warning SB1003");
    assertThat(run("get", "vs", "ratings").code()).isZero();
  }

  @Test
  void aVersionThatWasBrokenByHandIsMended() throws Exception {
    apply("virtual-service-reviews-v3.yaml");
    Path file = folder.resolve("virtual-service-reviews.yaml");
    Files.writeString(file, Files.readString(file).replace("host:", "hosts:"));
    await().until(() -> !controlPlane.findings().isEmpty());
    assertThat(apply("virtual-service-reviews-v3.yaml").out()).contains("reviews configured");
    assertThat(file).hasSameTextualContentAs(NETWORKING.resolve("virtual-service-reviews-v3.yaml"));
  }

  @Test
  void whatOnlyTheMeshMakesQuestionableIsANote() throws Exception {
    Result result = apply("virtual-service-reviews-v3.yaml");
    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("SB2002", "virtual-service-reviews.yaml:");
  }

  @ParameterizedTest
  @CsvSource({"virtualservices", "virtualservice", "vs", "VirtualService"})
  void kindsHaveKubectlsNames(String kind) throws Exception {
    apply("virtual-service-reviews-v3.yaml");
    assertThat(run("get", kind).out())
        .isEqualTo(
            """
            NAME      GATEWAYS   HOSTS         AGE
            reviews              ["reviews"]   <unknown>
            """);
  }

  @Test
  void theLastObjectOfAFolderIsDeletedAtOnce() throws Exception {
    assertThat(run("delete", "-f", SERVICES.toString()).err()).isEmpty();
    assertThat(run("get", "svc").err()).isEqualTo("No resources found in namespace default\n");
    assertThat(files()).isEmpty();
  }

  @Test
  void severalKindsAreListedAtOnce() {
    apply("destination-rule-reviews.yaml");
    apply("virtual-service-reviews-v3.yaml");
    assertThat(run("get", "vs,dr").out())
        .isEqualTo(
            """
            NAME                                         GATEWAYS   HOSTS         AGE
            virtualservice.networking.istio.io/reviews              ["reviews"]   <unknown>

            NAME                                          HOST      AGE
            destinationrule.networking.istio.io/reviews   reviews   <unknown>
            """);
    assertThat(run("get", "vs/reviews", "dr/reviews", "-o", "name").out())
        .isEqualTo(
            """
            virtualservice.networking.istio.io/reviews
            destinationrule.networking.istio.io/reviews
            """);
    assertThat(run("get", "vs,dr", "reviews", "-o", "yaml").out())
        .startsWith("apiVersion: v1\nkind: List\n")
        .contains("kind: VirtualService", "kind: DestinationRule");
    assertThat(run("get", "vs/reviews", "-o", "yaml").out()).contains("\nkind: VirtualService\n");
    assertThat(run("get", "all", "--no-headers").out())
        .contains("service/reviews ", "destinationrule.networking.istio.io/reviews ")
        .doesNotContain("NAME");
    assertThat(run("delete", "vs/reviews", "dr/reviews", "-o", "name").out()).hasLineCount(2);
    assertThat(run("get", "vs,dr").out()).isEmpty();
  }

  @Test
  void aNamespaceIsWrittenIntoObjectsThatNameNone() throws Exception {
    String flow = "{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: b}}";
    String text = "# head\n" + rule("a", "v1") + "---\n" + flow + "\n";
    Path file = write(work, "two.yaml", text);
    Result result = run("apply", "-n", "shop", "-f", file.toString(), "-o", "json");
    assertThat(run("get", "vs/a", "-n", "shop").code()).isZero();
    assertThat(folder.resolve("virtual-service-a.shop.yaml"))
        .content()
        .isEqualTo("# head\n" + rule("a", "v1").replace("  name:", "  namespace: shop\n  name:"));
    JsonObject finding =
        JsonParser.parseString(result.out())
            .getAsJsonObject()
            .getAsJsonArray("findings")
            .get(0)
            .getAsJsonObject();
    assertThat(finding.get("namespace").getAsString()).isEqualTo("shop");
    assertThat(finding.get("line").getAsInt()).isEqualTo(1 + rule("a", "v1").lines().count() + 2);
    assertThat(run("delete", "-n", "shop", "-f", write(work, "a.yaml", rule("a", "v1")).toString()))
        .extracting(Result::code)
        .isEqualTo(0);
  }

  @Test
  void anObjectOfAnotherNamespaceIsRefused() throws Exception {
    String shop = rule("reviews", "v1").replace("metadata:\n", "metadata:\n  namespace: shop\n");
    Path file = write(work, "two.yaml", shop + "---\n" + rule("ratings", "v1"));
    Result refused = run("apply", "-n", "blog", "-f", file.toString());
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("two.yaml:4:14: error SB1007", "\"shop\"", "\"blog\"");
    assertThat(refused.out()).isEqualTo("virtualservice.networking.istio.io/ratings created\n");
    assertThat(run("delete", "-n", "blog", "-f", file.toString()).code()).isEqualTo(1);
    assertThat(run("get", "vs", "-A").out()).contains("blog ", "ratings").doesNotContain("shop");
  }

  @ParameterizedTest
  @CsvSource({
    "--dry-run, ' (dry run)'",
    "--dry-run=client, ' (dry run)'",
    "--dry-run=server, ' (server dry run)'"
  })
  void aDryRunIsSpeltAsKubectlHasIt(String flag, String remark) throws Exception {
    assertThat(run("delete", flag, "svc", "reviews").out())
        .isEqualTo("service \"reviews\" deleted" + remark + "\n");
    String sample = NETWORKING.resolve("virtual-service-reviews-v3.yaml").toString();
    assertThat(run("apply", flag, "-f", sample).out()).endsWith("reviews created" + remark + "\n");
    assertThat(files()).containsExactly("services.yaml");
    assertThat(run("apply", "--dry-run=none", "-f", sample, "-o", "name").out())
        .isEqualTo("virtualservice.networking.istio.io/reviews\n");
    assertThat(run("apply", "--dry-run=maybe", "-f", sample).code()).isEqualTo(64);
  }

  @Test
  void argumentsAreTakenAsKubectlTakesThem() {
    assertThat(run("get", "vs/reviews", "ratings").err()).contains("'ratings' is not KIND/NAME");
    assertThat(run("get", "vs", "dr/ratings").code()).isEqualTo(64);
    assertThat(run("get", "vss").err()).contains("no kind 'vss'. Did you mean vs?");
    assertThat(run("get", "svc", "-o", "jsonpath={.items}").err()).contains("jq");
    assertThat(run("delete", "all", "reviews").code()).isEqualTo(64);
    assertThat(run("delete", "svc").code()).isEqualTo(64);
    assertThat(run("delete", "svc", "reviews", "-f", "x.yaml").code()).isEqualTo(64);
    assertThat(run("get", "services.", "reviews").code()).isEqualTo(64);
    assertThat(run("get", "endpointslice.discovery.k8s.io").code()).isZero();
  }

  @Test
  void namespacesAreKeptApart() throws Exception {
    String shop = rule("reviews", "v1").replace("metadata:\n", "metadata:\n  namespace: shop\n");
    assertThat(run("apply", "-f", write(work, "shop.yaml", shop).toString()).code()).isZero();
    assertThat(run("get", "vs").err()).isEqualTo("No resources found in namespace default\n");
    assertThat(run("get", "vs", "-n", "shop").out()).contains("reviews");
    assertThat(run("get", "vs", "-A", "-o", "wide").out())
        .startsWith("NAMESPACE   NAME")
        .contains("shop ", "virtual-service-reviews.shop.yaml:1");
  }

  @Test
  void failuresHaveTheirExitCodes() throws IOException {
    assertThat(run("get", "nonsense").code()).isEqualTo(64);
    assertThat(run("delete").code()).isEqualTo(64);
    assertThat(run("delete", "vs", "nobody").code()).isEqualTo(1);
    assertThat(run("apply", "-f", write(work, "bad.yaml", "a: [\n").toString()).err())
        .contains("bad.yaml:1:4: error SB1001");
    controlPlane.close();
    assertThat(run("get", "vs").code()).isEqualTo(69);
  }

  private Result apply(String sample) {
    return run("apply", "-f", NETWORKING.resolve(sample).toString());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static Path write(Path folder, String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static String file(String subset) {
    return "# the head\n\n"
        + rule("reviews", subset)
        + "# after reviews\n---\n# ratings\n"
        + rule("ratings", "v1")
        + "# end\n";
  }

  private static String rule(String name, String subset) {
    return """
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata:
      name: %s
    spec:
      hosts: [reviews]
      http:
      - route:
        - destination:
            host: reviews
            subset: %s
    """
        .formatted(name, subset);
  }

  private static String item(String name, String subset) {
    return "- " + rule(name, subset).stripTrailing().replace("\n", "\n  ") + "\n";
  }

  private Result run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--server", server));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            Map.of(), new PrintWriter(out), new PrintWriter(err, true), all.toArray(String[]::new));
    return new Result(code, out.toString(), err.toString());
  }
}
