package dev.signalbox.translator.istio;

import com.google.protobuf.ByteString;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.VirtualService.HttpBody;
import dev.signalbox.translator.manifest.VirtualService.HttpDirectResponse;
import dev.signalbox.translator.model.RouteAction.Respond;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** http[].directResponse. */
final class DirectResponses {
  private static final int LARGE_BODY = 100 * 1024;
  private static final int LARGEST_BODY = 1024 * 1024;
  private static final int LOWEST_STATUS = 200;
  private static final int HIGHEST_STATUS = 599;

  private DirectResponses() {}

  static Respond convert(HttpDirectResponse response, Origin origin, Diagnostics diagnostics) {
    if (response.status() < LOWEST_STATUS || response.status() > HIGHEST_STATUS) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at("status"),
          response.status() + " is not an answer's status",
          "Use " + LOWEST_STATUS + " to " + HIGHEST_STATUS + ".");
    }
    ByteString body = body(response.body(), origin.at("body"), diagnostics);
    if (body.size() > LARGEST_BODY) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at("body"),
          "the body has " + body.size() + " bytes, Envoy takes " + LARGEST_BODY,
          "Make it shorter.");
    } else if (body.size() > LARGE_BODY) {
      diagnostics.add(
          Code.LARGE_BODY,
          origin.at("body"),
          "the body has " + body.size() + " bytes, which each proxy with the rule is sent",
          "Serve it from a backend.");
    }
    return new Respond(response.status(), body);
  }

  private static ByteString body(@Nullable HttpBody body, Origin origin, Diagnostics diagnostics) {
    if (body == null) {
      return ByteString.EMPTY;
    }
    if (body.string() != null) {
      return ByteString.copyFromUtf8(body.string());
    }
    try {
      return ByteString.copyFrom(
          Base64.getDecoder().decode(body.bytes() == null ? "" : body.bytes()));
    } catch (IllegalArgumentException e) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at("bytes"),
          "bytes is not base64",
          "Encode it, or use string.");
      return ByteString.EMPTY;
    }
  }
}
