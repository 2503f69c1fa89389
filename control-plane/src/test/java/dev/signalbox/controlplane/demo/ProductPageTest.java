package dev.signalbox.controlplane.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ProductPageTest {
  private static final String RED_REVIEW =
      """
      {"podname": "reviews-v3", "reviews": [{"reviewer": "R", "text": "1 < 2 & \\"so\\"",
       "rating": {"stars": 4, "color": "red"}}]}
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private FakeSidecar sidecar;
  private MeshClient mesh;
  private HttpService page;

  @BeforeEach
  void start() throws IOException {
    sidecar =
        new FakeSidecar()
            .answers("/details/0", "{\"author\": \"<b>Shakespeare</b>\"}")
            .answers("/reviews/0", RED_REVIEW);
    mesh = new MeshClient(sidecar.address());
    page = HttpService.start("v1", FakeSidecar.ANY_PORT, new ProductPage(new BookClient(mesh)));
  }

  @AfterEach
  void stop() {
    page.close();
    mesh.close();
    sidecar.close();
    http.close();
  }

  @Test
  void showsStarsAndWhichVersionAnswered() throws Exception {
    String body = get("/productpage").body();
    assertThat(body)
        .contains("color: red", "★★★★☆", "Reviews served by: <code>reviews-v3</code>")
        .doesNotContain("${");
  }

  @Test
  void escapesAllThatComesFromElsewhere() throws Exception {
    String body = get("/productpage", "cookie", "user=%3Cscript%3E$1").body();
    assertThat(body)
        .contains("&lt;b&gt;Shakespeare&lt;/b&gt;", "1 &lt; 2 &amp; &quot;so&quot;")
        .contains("&lt;script&gt;$1")
        .doesNotContain("<script>");
  }

  @Test
  void passesOnWhoIsSignedInAndWhatTracingNeeds() throws Exception {
    get(
        "/productpage",
        "cookie",
        "theme=dark; user=jason",
        "x-request-id",
        "r-1",
        "user-agent",
        "test/1",
        "x-other",
        "stays here");
    assertThat(sidecar.asked("/reviews/0"))
        .singleElement()
        .satisfies(
            headers -> {
              assertThat(headers.getFirst("end-user")).isEqualTo("jason");
              assertThat(headers.getFirst("x-request-id")).isEqualTo("r-1");
              assertThat(headers.getFirst("user-agent")).isEqualTo("test/1");
              assertThat(headers.getFirst("cookie")).isEqualTo("theme=dark; user=jason");
              assertThat(headers.getFirst("host")).isEqualTo("reviews:9080");
              assertThat(headers).doesNotContainKey("x-other");
            });
  }

  @Test
  void nobodyBecomesAUserByAHeader() throws Exception {
    get("/productpage", "end-user", "jason");
    assertThat(sidecar.asked("/reviews/0").getFirst()).doesNotContainKey("end-user");
  }

  @Test
  void saysWhatIsUnavailableAfterASecondAttempt() throws Exception {
    sidecar.answers("/reviews/0", "not json");
    assertThat(get("/productpage").body())
        .contains("Error fetching product reviews!", "Shakespeare");
    assertThat(sidecar.asked("/reviews/0")).hasSize(2);
  }

  @Test
  void signingInAndOutSetsACookieAndShowsThePage() throws Exception {
    HttpResponse<String> in = post("/login", "username=ja%0Ason&passwd=x");
    assertThat(in.statusCode()).isEqualTo(302);
    assertThat(in.headers().firstValue("location")).hasValue("/productpage");
    assertThat(in.headers().firstValue("set-cookie").orElseThrow()).startsWith("user=jason;");
    HttpResponse<String> out = get("/logout");
    assertThat(out.headers().firstValue("set-cookie").orElseThrow()).contains("Max-Age=0");
  }

  @Test
  void redirectsTheRootAndRefusesTheRest() throws Exception {
    assertThat(get("/").headers().firstValue("location")).hasValue("/productpage");
    assertThat(get("/elsewhere").statusCode()).isEqualTo(404);
    assertThat(get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void givesTheDataAsJsonToo() throws Exception {
    assertThat(get("/api/v1/products/0/reviews").body()).isEqualTo(RED_REVIEW);
    HttpResponse<String> ratings = get("/api/v1/products/0/ratings");
    assertThat(ratings.statusCode()).isEqualTo(503);
    assertThat(ratings.body()).contains("product ratings are currently unavailable");
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = request(path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String form) throws Exception {
    HttpRequest request = request(path).POST(HttpRequest.BodyPublishers.ofString(form)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + path));
  }
}
