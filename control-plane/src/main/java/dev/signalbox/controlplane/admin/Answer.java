package dev.signalbox.controlplane.admin;

import dev.signalbox.controlplane.report.Json;
import java.util.Map;

/** An HTTP response. */
record Answer(int status, String contentType, String body) {
  static final int OK = 200;
  static final int BAD_REQUEST = 400;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int METHOD_NOT_ALLOWED = 405;
  static final int CONFLICT = 409;
  static final int TOO_LARGE = 413;
  static final int UNSUPPORTED_MEDIA_TYPE = 415;
  static final int UNPROCESSABLE = 422;
  static final int INTERNAL = 500;
  static final int UNAVAILABLE = 503;

  static Answer text(int status, String body) {
    return new Answer(status, "text/plain; charset=utf-8", body + "\n");
  }

  static Answer json(int status, Object body) {
    return new Answer(status, "application/json", Json.write(body) + "\n");
  }

  static Answer error(int status, String message) {
    return json(status, Map.of("error", message));
  }
}
