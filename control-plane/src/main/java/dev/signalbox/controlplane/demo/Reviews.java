package dev.signalbox.controlplane.demo;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.sun.net.httpserver.Headers;
import dev.signalbox.controlplane.demo.HttpService.Handler;
import dev.signalbox.controlplane.demo.HttpService.Reply;
import dev.signalbox.controlplane.demo.HttpService.Request;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bookinfo's reviews: v1 without stars, v2 with black ones, v3 with red ones. */
record Reviews(Version version, MeshClient mesh) implements Handler {
  static final String PREFIX = "/reviews/";
  private static final int OK = 200;
  private static final String NO_RATINGS = "Ratings service is currently unavailable";

  /** Which one; v2 waits longer for ratings than productpage waits for reviews, as Istio's does. */
  enum Version {
    V1("v1", "", Duration.ZERO),
    V2("v2", "black", Duration.ofSeconds(10)),
    V3("v3", "red", Duration.ofMillis(2500));

    private final String label;
    private final String color;
    private final Duration ratingsTimeout;

    Version(String label, String color, Duration ratingsTimeout) {
      this.label = label;
      this.color = color;
      this.ratingsTimeout = ratingsTimeout;
    }

    String label() {
      return label;
    }
  }

  /** What is sent. */
  record Book(String id, String podname, String clustername, ImmutableList<Review> reviews) {}

  record Review(String reviewer, String text, @Nullable Rating rating) {}

  /** Stars and their color, or why there are none. */
  record Rating(@Nullable Integer stars, @Nullable String color, @Nullable String error) {}

  @Override
  public Reply handle(Request request) throws InterruptedException {
    Optional<Integer> id = BookId.in(request.path(), PREFIX);
    if (id.isEmpty()) {
      return Reply.notFound();
    }
    ImmutableMap<String, Rating> ratings = ratings(id.get(), request.headers());
    Book book = new Book(id.get().toString(), "reviews-" + version.label, "demo", reviews(ratings));
    return Reply.json(OK, new Gson().toJson(book));
  }

  private static ImmutableList<Review> reviews(ImmutableMap<String, Rating> ratings) {
    return ImmutableList.of(
        new Review(
            "Reviewer1",
            "An extremely entertaining play by Shakespeare. The slapstick humour is refreshing!",
            ratings.get("Reviewer1")),
        new Review(
            "Reviewer2",
            "Absolutely fun and entertaining. The play lacks thematic depth when compared to other"
                + " plays by Shakespeare.",
            ratings.get("Reviewer2")));
  }

  private ImmutableMap<String, Rating> ratings(int id, Headers headers)
      throws InterruptedException {
    if (version == Version.V1) {
      return ImmutableMap.of();
    }
    String user = Optional.ofNullable(headers.getFirst(PassedHeaders.END_USER)).orElse("");
    try {
      HttpResponse<String> answer =
          mesh.get(
              "ratings",
              Ratings.PREFIX + id,
              PassedHeaders.withUser(headers, user),
              version.ratingsTimeout);
      return answer.statusCode() == OK ? parse(answer.body()) : unavailable();
    } catch (IOException | JsonParseException e) {
      return unavailable();
    }
  }

  private ImmutableMap<String, Rating> parse(String body) {
    JsonObject ratings = new Gson().fromJson(body, JsonObject.class).getAsJsonObject("ratings");
    ImmutableMap.Builder<String, Rating> stars = ImmutableMap.builder();
    ratings
        .asMap()
        .forEach(
            (reviewer, number) ->
                stars.put(reviewer, new Rating(number.getAsInt(), version.color, null)));
    return stars.buildOrThrow();
  }

  private static ImmutableMap<String, Rating> unavailable() {
    Rating none = new Rating(null, null, NO_RATINGS);
    return ImmutableMap.of("Reviewer1", none, "Reviewer2", none);
  }
}
