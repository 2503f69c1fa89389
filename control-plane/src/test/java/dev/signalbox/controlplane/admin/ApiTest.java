package dev.signalbox.controlplane.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.ControlPlaneOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands' work over HTTP, on a control plane that runs. */
class ApiTest {
  private static final String RULE =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata:
        name: reviews
      spec:
        hosts: [reviews]
        http:
        - route:
          - destination:
              host: reviews
      """;

  private static final String OBJECT = "objects/vs/default/reviews";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private ControlPlane controlPlane;

  private record Result(int status, JsonObject json) {}

  @BeforeEach
  void start() throws Exception {
    controlPlane = ControlPlane.start(ControlPlaneOptions.onLoopback(folder));
    await().until(() -> send("GET", "objects", "").status() == 200);
  }

  @AfterEach
  void stop() {
    controlPlane.close();
    client.close();
  }

  @Test
  void anObjectIsAppliedListedAndDeleted() throws Exception {
    Result applied = send("POST", "apply", RULE);
    assertThat(applied.status()).isEqualTo(200);
    assertThat(outcome(applied)).isEqualTo("created");
    assertThat(applied.json().getAsJsonArray("findings")).isEmpty();
    assertThat(applied.json().getAsJsonArray("notes")).hasSize(1);
    assertThat(folder.resolve("virtual-service-reviews.yaml")).hasContent(RULE);
    assertThat(send("GET", OBJECT, "").json().get("kind").getAsString())
        .isEqualTo("VirtualService");
    assertThat(items(send("GET", "objects?kind=vs,dr&namespace=default", ""))).isEqualTo(1);
    assertThat(items(send("GET", "objects?kind=dr", ""))).isZero();
    assertThat(outcome(send("DELETE", OBJECT + "?dryRun=true", ""))).isEqualTo("deleted");
    assertThat(outcome(send("DELETE", OBJECT, ""))).isEqualTo("deleted");
    assertThat(send("GET", OBJECT, "").status()).isEqualTo(404);
    assertThat(send("DELETE", OBJECT, "").json().get("error").getAsString())
        .isEqualTo("virtualservice.networking.istio.io \"reviews\" not found in namespace default");
    assertThat(send("DELETE", OBJECT + "?ignoreNotFound=true", "").status()).isEqualTo(200);
  }

  @Test
  void manifestsNameWhatToDelete() throws Exception {
    send("POST", "apply?namespace=shop", RULE);
    assertThat(items(send("GET", "objects?namespace=shop", ""))).isEqualTo(1);
    assertThat(send("POST", "delete", RULE).status()).isEqualTo(404);
    assertThat(outcome(send("POST", "delete?namespace=shop", RULE))).isEqualTo("deleted");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatIsWrongHasTheShapeOfAnalyze() throws Exception {
    String wrong = RULE.replace("host: reviews", "hots: reviews");
    for (String endpoint : new String[] {"analyze", "apply"}) {
      Result result = send("POST", endpoint, wrong);
      assertThat(result.status()).isEqualTo(endpoint.equals("apply") ? 422 : 200);
      JsonObject finding = result.json().getAsJsonArray("findings").get(0).getAsJsonObject();
      assertThat(finding.get("kind").getAsString()).isEqualTo("VirtualService");
      assertThat(finding.get("file").getAsString()).isEqualTo("-");
      assertThat(finding.get("line").getAsInt()).isPositive();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aSlipInARequestIsSaidAndNothingIsWritten() throws Exception {
    assertThat(send("POST", "apply?dryrun=true", RULE).status()).isEqualTo(400);
    assertThat(send("POST", "apply?dryRun=yes", RULE).status()).isEqualTo(400);
    assertThat(send("POST", "apply?validate=no", RULE).status()).isEqualTo(400);
    assertThat(send("POST", "apply", "").status()).isEqualTo(400);
    assertThat(send("GET", "apply", "").status()).isEqualTo(405);
    assertThat(send("GET", "objects?kind=vss", "").json().get("error").getAsString())
        .isEqualTo("there is no kind 'vss'. Did you mean vs?");
    assertThat(send("GET", "objects/vs", "").status()).isEqualTo(404);
    assertThat(send("POST", "apply", " ".repeat(11 << 20)).status()).isEqualTo(413);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aPageOfAnotherSiteChangesNothing() throws Exception {
    HttpRequest request =
        request("POST", "apply", RULE).header("Origin", "http://evil.example").build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    assertThat(folder).isEmptyDirectory();
  }

  private static String outcome(Result result) {
    return result
        .json()
        .getAsJsonArray("objects")
        .get(0)
        .getAsJsonObject()
        .get("outcome")
        .getAsString();
  }

  private static int items(Result result) {
    return result.json().getAsJsonArray("items").size();
  }

  private Result send(String method, String path, String body) throws Exception {
    HttpResponse<String> response =
        client.send(request(method, path, body).build(), BodyHandlers.ofString());
    return new Result(
        response.statusCode(), JsonParser.parseString(response.body()).getAsJsonObject());
  }

  private HttpRequest.Builder request(String method, String path, String body) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + controlPlane.adminPort() + "/api/v1/" + path))
        .header("Content-Type", "application/yaml")
        .method(method, BodyPublishers.ofString(body));
  }
}
