package dev.signalbox.it.gatewayapi;

import com.google.common.collect.ImmutableList;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.ToNumberPolicy;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A file of the folder gatewayapi: manifests behind a first document that says what they do.
 *
 * @param port of the Gateway that the requests go to
 * @param errors whether there is something wrong in the manifests
 */
record Table(
    int port, boolean errors, @Nullable List<Row> requests, @Nullable List<Verdict> statuses) {
  private static final String FOLDER = "gatewayapi";

  /**
   * A request and what comes of it.
   *
   * @param does the behaviour
   * @param port another than the file's
   * @param gateway another than the first
   * @param to the backend that answers with 200
   * @param status what a proxy answers itself
   * @param received what the backend got
   * @param answer headers of the answer: a value, a list of possible ones, or null for none
   * @param location where a redirect leads
   */
  record Row(
      String does,
      int port,
      @Nullable String gateway,
      @Nullable String method,
      @Nullable String host,
      String path,
      @Nullable Map<String, String> headers,
      @Nullable String to,
      int status,
      @Nullable Received received,
      @Nullable Map<String, JsonElement> answer,
      @Nullable String location) {

    Request request() {
      Request request = Request.get(host == null ? "shop.example" : host, path);
      for (Map.Entry<String, String> header : headers().entrySet()) {
        request = request.with(header.getKey(), header.getValue());
      }
      return method == null ? request : request.method(method);
    }

    @Override
    public Map<String, String> headers() {
      return headers == null ? Map.of() : headers;
    }

    @Override
    public String toString() {
      return does + ": " + request();
    }
  }

  /**
   * A request as it arrives.
   *
   * @param headers a value, or null for none
   */
  record Received(
      @Nullable String path, @Nullable String host, @Nullable Map<String, JsonElement> headers) {}

  /**
   * What a route's status says of a parent.
   *
   * @param route as NAME or NAMESPACE/NAME
   * @param parent the name of it, or NAME/SECTION
   * @param says conditions, as {@code TYPE STATUS REASON}; none: the parent isn't in the status
   * @param generation that was observed
   */
  record Verdict(String does, String route, String parent, List<String> says, int generation) {
    @Override
    public String toString() {
      return does + ": " + route;
    }
  }

  /** With the manifests, as they are written. */
  record Named(String name, Table table, String manifests) {
    @Override
    public String toString() {
      return name;
    }
  }

  static ImmutableList<Named> all() throws IOException {
    ImmutableList.Builder<Named> all = ImmutableList.builder();
    try (Stream<Path> files = Files.list(TestFiles.path(FOLDER))) {
      for (Path file : files.sorted().toList()) {
        all.add(read(file.getFileName().toString(), Files.readString(file)));
      }
    }
    return all.build();
  }

  private static Named read(String name, String text) {
    int end = text.indexOf("\n---\n");
    Gson json =
        new GsonBuilder()
            .serializeNulls()
            .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
            .create();
    Object first =
        new Load(LoadSettings.builder().setLabel(name).build())
            .loadFromString(text.substring(0, end + 1));
    return new Named(name, json.fromJson(json.toJsonTree(first), Table.class), text.substring(end));
  }

  Stream<Row> rows() {
    return requests == null ? Stream.of() : requests.stream();
  }

  Stream<Verdict> verdicts() {
    return statuses == null ? Stream.of() : statuses.stream();
  }
}
