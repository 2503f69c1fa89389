package dev.signalbox.controlplane.demo;

import com.google.common.html.HtmlEscapers;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.signalbox.controlplane.demo.BookClient.Answer;
import java.util.Map;

/** The product page as HTML. All text that comes from elsewhere is escaped. */
final class ProductPageView {
  private static final Template PAGE = Template.load("productpage.html");

  private static final String SIGN_IN =
      """
      <form method="post" action="login">
        <input name="username" placeholder="User" aria-label="User" required>
        <input name="passwd" type="password" placeholder="Any password" aria-label="Password">
        <button>Sign in</button>
      </form>
      """;

  private ProductPageView() {}

  static String render(String user, Answer details, Answer reviews) {
    return PAGE.fill(
        Map.of(
            "session", session(user),
            "details", details(details),
            "reviews", reviews(reviews),
            "servedBy", servedBy(reviews)));
  }

  private static String session(String user) {
    return user.isEmpty()
        ? SIGN_IN
        : "<span>%s <a href=\"logout\">sign out</a></span>".formatted(escape(user));
  }

  private static String details(Answer answer) {
    return switch (answer) {
      case Answer.Failed failed -> failure(failed);
      case Answer.Got(_, JsonObject json) -> {
        StringBuilder rows = new StringBuilder("<table>");
        json.asMap()
            .forEach(
                (name, value) ->
                    rows.append(
                        "<tr><th>%s</th><td>%s</td></tr>"
                            .formatted(escape(name), escape(value.getAsString()))));
        yield rows.append("</table>").toString();
      }
    };
  }

  private static String reviews(Answer answer) {
    return switch (answer) {
      case Answer.Failed failed -> failure(failed);
      case Answer.Got(_, JsonObject json) -> {
        StringBuilder reviews = new StringBuilder();
        for (JsonElement review : json.getAsJsonArray("reviews")) {
          reviews.append(review(review.getAsJsonObject()));
        }
        yield reviews.toString();
      }
    };
  }

  private static String review(JsonObject review) {
    String rating = review.has("rating") ? rating(review.getAsJsonObject("rating")) : "";
    return "<blockquote><p>%s</p><small>%s</small>%s</blockquote>"
        .formatted(text(review, "text"), text(review, "reviewer"), rating);
  }

  private static String rating(JsonObject rating) {
    if (!rating.has("stars")) {
      return "<p class=\"error\"><em>%s</em></p>".formatted(text(rating, "error"));
    }
    int stars = Math.clamp(rating.get("stars").getAsInt(), 0, 5);
    return "<p class=\"stars\" style=\"color: %s\" title=\"%d of 5\">%s</p>"
        .formatted(text(rating, "color"), stars, "★".repeat(stars) + "☆".repeat(5 - stars));
  }

  private static String servedBy(Answer answer) {
    return switch (answer) {
      case Answer.Failed _ -> "";
      case Answer.Got(_, JsonObject json) ->
          "<p>Reviews served by: <code>%s</code></p>".formatted(text(json, "podname"));
    };
  }

  private static String failure(Answer.Failed failed) {
    return """
    <div class="error"><b>Error fetching %1$s!</b>
    <p>Sorry, %1$s are currently unavailable for this book.</p></div>
    """
        .formatted(escape(failed.what()));
  }

  private static String text(JsonObject object, String field) {
    return object.has(field) ? escape(object.get(field).getAsString()) : "";
  }

  private static String escape(String text) {
    return HtmlEscapers.htmlEscaper().escape(text);
  }
}
