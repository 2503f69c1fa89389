package dev.signalbox.controlplane.demo;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.signalbox.controlplane.demo.HttpService.Reply;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** What productpage asks of the other services, with the patience of Istio's productpage. */
record BookClient(MeshClient mesh) {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final int REVIEWS_ATTEMPTS = 2;
  private static final int OK = 200;

  /** The answer of a service, or that there was none. */
  sealed interface Answer {
    Reply asReply();

    record Got(String body, JsonObject json) implements Answer {
      @Override
      public Reply asReply() {
        return Reply.json(OK, body);
      }
    }

    record Failed(int status, String what) implements Answer {
      @Override
      public Reply asReply() {
        JsonObject error = new JsonObject();
        error.addProperty("error", "Sorry, " + what + " are currently unavailable for this book.");
        return Reply.json(status, error.toString());
      }
    }
  }

  Answer details(Map<String, String> headers) throws InterruptedException {
    return get("details", Details.PREFIX, "product details", headers);
  }

  Answer reviews(Map<String, String> headers) throws InterruptedException {
    Answer answer = new Answer.Failed(500, "product reviews");
    for (int attempt = 0; attempt < REVIEWS_ATTEMPTS; attempt++) {
      answer = get("reviews", Reviews.PREFIX, "product reviews", headers);
      if (answer instanceof Answer.Got) {
        return answer;
      }
    }
    return answer;
  }

  Answer ratings(Map<String, String> headers) throws InterruptedException {
    return get("ratings", Ratings.PREFIX, "product ratings", headers);
  }

  private Answer get(String service, String prefix, String what, Map<String, String> headers)
      throws InterruptedException {
    try {
      HttpResponse<String> answer = mesh.get(service, prefix + 0, headers, TIMEOUT);
      return answer.statusCode() == OK
          ? new Answer.Got(answer.body(), JsonParser.parseString(answer.body()).getAsJsonObject())
          : new Answer.Failed(answer.statusCode(), what);
    } catch (IOException | JsonParseException | IllegalStateException e) {
      return new Answer.Failed(500, what);
    }
  }
}
