package dev.signalbox.controlplane.demo;

import com.google.common.collect.ImmutableMap;
import dev.signalbox.controlplane.demo.HttpService.Handler;
import dev.signalbox.controlplane.demo.HttpService.Reply;
import dev.signalbox.controlplane.demo.HttpService.Request;
import java.io.IOException;

/** Bookinfo's productpage: the page, its sign-in, and the same data as JSON. */
record ProductPage(BookClient books) implements Handler {
  private static final String PAGE = "/productpage";
  private static final String PRODUCTS = "/api/v1/products";
  private static final int FOUND = 302;

  @Override
  public Reply handle(Request request) throws IOException, InterruptedException {
    return switch (request.path()) {
      case "/" -> redirect(ImmutableMap.of());
      case PAGE -> page(request);
      case "/login" -> signIn(request);
      case "/logout" -> redirect(ImmutableMap.of("set-cookie", Session.ended()));
      default -> json(request);
    };
  }

  private Reply page(Request request) throws IOException, InterruptedException {
    String user = Session.user(request.headers());
    ImmutableMap<String, String> passed = PassedHeaders.withUser(request.headers(), user);
    return Reply.html(ProductPageView.render(user, books.details(passed), books.reviews(passed)));
  }

  private static Reply signIn(Request request) {
    String user = Session.userOfForm(request.body());
    return user.isEmpty()
        ? redirect(ImmutableMap.of())
        : redirect(ImmutableMap.of("set-cookie", Session.started(user)));
  }

  private Reply json(Request request) throws InterruptedException {
    String user = Session.user(request.headers());
    ImmutableMap<String, String> passed = PassedHeaders.withUser(request.headers(), user);
    return switch (request.path()) {
      case PRODUCTS -> Reply.json(200, "[{\"id\": 0, \"title\": \"The Comedy of Errors\"}]");
      case PRODUCTS + "/0" -> books.details(passed).asReply();
      case PRODUCTS + "/0/reviews" -> books.reviews(passed).asReply();
      case PRODUCTS + "/0/ratings" -> books.ratings(passed).asReply();
      default -> Reply.notFound();
    };
  }

  private static Reply redirect(ImmutableMap<String, String> headers) {
    ImmutableMap.Builder<String, String> all = ImmutableMap.builder();
    return new Reply(FOUND, all.putAll(headers).put("location", PAGE).buildOrThrow(), "");
  }
}
