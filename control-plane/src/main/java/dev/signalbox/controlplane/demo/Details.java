package dev.signalbox.controlplane.demo;

import com.google.common.collect.ImmutableMap;
import com.google.gson.Gson;
import dev.signalbox.controlplane.demo.HttpService.Reply;
import dev.signalbox.controlplane.demo.HttpService.Request;

/** Bookinfo's details: what is known about a book. */
final class Details {
  static final String PREFIX = "/details/";

  private Details() {}

  static Reply handle(Request request) {
    return BookId.in(request.path(), PREFIX)
        .map(id -> Reply.json(200, new Gson().toJson(book(id))))
        .orElseGet(Reply::notFound);
  }

  private static ImmutableMap<String, Object> book(int id) {
    return ImmutableMap.<String, Object>builder()
        .put("id", id)
        .put("author", "William Shakespeare")
        .put("year", 1595)
        .put("type", "paperback")
        .put("pages", 200)
        .put("publisher", "PublisherA")
        .put("language", "English")
        .put("ISBN-10", "1234567890")
        .put("ISBN-13", "123-1234567890")
        .buildOrThrow();
  }
}
