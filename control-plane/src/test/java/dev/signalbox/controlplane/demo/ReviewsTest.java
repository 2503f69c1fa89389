package dev.signalbox.controlplane.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import dev.signalbox.controlplane.demo.HttpService.Request;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ReviewsTest {
  private FakeSidecar sidecar;
  private MeshClient mesh;

  @BeforeEach
  void start() throws IOException {
    sidecar = new FakeSidecar();
    mesh = new MeshClient(sidecar.address());
  }

  @AfterEach
  void stop() {
    mesh.close();
    sidecar.close();
  }

  @Test
  void firstVersionHasNoStarsAndAsksNobody() throws Exception {
    assertThat(body(Reviews.Version.V1))
        .contains("\"podname\":\"reviews-v1\"")
        .doesNotContain("rating");
    assertThat(sidecar.asked("/ratings/0")).isEmpty();
  }

  @Test
  void laterVersionsColorTheStarsAndPassTheUserOn() throws Exception {
    sidecar.answers("/ratings/0", "{\"id\": 0, \"ratings\": {\"Reviewer1\": 5, \"Reviewer2\": 4}}");
    assertThat(body(Reviews.Version.V2)).contains("\"rating\":{\"stars\":5,\"color\":\"black\"}");
    assertThat(body(Reviews.Version.V3)).contains("\"rating\":{\"stars\":4,\"color\":\"red\"}");
    assertThat(sidecar.asked("/ratings/0"))
        .allSatisfy(headers -> assertThat(headers.getFirst("end-user")).isEqualTo("jason"));
  }

  @Test
  void withoutRatingsTheReviewsRemain() throws Exception {
    assertThat(body(Reviews.Version.V3))
        .contains("\"rating\":{\"error\":\"Ratings service is currently unavailable\"}");
  }

  private String body(Reviews.Version version) throws InterruptedException {
    Headers headers = new Headers();
    headers.set("end-user", "jason");
    Request request = new Request("GET", URI.create("/reviews/0"), headers, "");
    return new Reviews(version, mesh).handle(request).body();
  }
}
