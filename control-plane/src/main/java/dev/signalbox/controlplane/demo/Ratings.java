package dev.signalbox.controlplane.demo;

import com.google.common.collect.ImmutableMap;
import com.google.gson.Gson;
import dev.signalbox.controlplane.demo.HttpService.Reply;
import dev.signalbox.controlplane.demo.HttpService.Request;

/** Bookinfo's ratings: a number of stars from each reviewer. */
final class Ratings {
  static final String PREFIX = "/ratings/";

  private Ratings() {}

  /** What is sent. */
  record Book(int id, ImmutableMap<String, Integer> ratings) {}

  static Reply handle(Request request) {
    return BookId.in(request.path(), PREFIX)
        .map(id -> new Book(id, ImmutableMap.of("Reviewer1", 5, "Reviewer2", 4)))
        .map(book -> Reply.json(200, new Gson().toJson(book)))
        .orElseGet(Reply::notFound);
  }
}
