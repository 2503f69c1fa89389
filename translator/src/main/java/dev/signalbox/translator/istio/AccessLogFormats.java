package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;

/** Istio's default formats, and what Envoy takes for one. */
final class AccessLogFormats {
  static final String TEXT =
      "[%START_TIME%] \"%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%\""
          + " %RESPONSE_CODE% %RESPONSE_FLAGS% %RESPONSE_CODE_DETAILS%"
          + " %CONNECTION_TERMINATION_DETAILS% \"%UPSTREAM_TRANSPORT_FAILURE_REASON%\""
          + " %BYTES_RECEIVED% %BYTES_SENT% %DURATION% %RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)%"
          + " \"%REQ(X-FORWARDED-FOR)%\" \"%REQ(USER-AGENT)%\" \"%REQ(X-REQUEST-ID)%\""
          + " \"%REQ(:AUTHORITY)%\" \"%UPSTREAM_HOST%\" %UPSTREAM_CLUSTER_RAW%"
          + " %UPSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_REMOTE_ADDRESS%"
          + " %REQUESTED_SERVER_NAME% %ROUTE_NAME%\n";

  static final Struct JSON =
      fields(
          ImmutableMap.<String, String>builder()
              .put("start_time", "%START_TIME%")
              .put("route_name", "%ROUTE_NAME%")
              .put("method", "%REQ(:METHOD)%")
              .put("path", "%REQ(X-ENVOY-ORIGINAL-PATH?:PATH)%")
              .put("protocol", "%PROTOCOL%")
              .put("response_code", "%RESPONSE_CODE%")
              .put("response_flags", "%RESPONSE_FLAGS%")
              .put("response_code_details", "%RESPONSE_CODE_DETAILS%")
              .put("connection_termination_details", "%CONNECTION_TERMINATION_DETAILS%")
              .put("bytes_received", "%BYTES_RECEIVED%")
              .put("bytes_sent", "%BYTES_SENT%")
              .put("duration", "%DURATION%")
              .put("upstream_service_time", "%RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)%")
              .put("x_forwarded_for", "%REQ(X-FORWARDED-FOR)%")
              .put("user_agent", "%REQ(USER-AGENT)%")
              .put("request_id", "%REQ(X-REQUEST-ID)%")
              .put("authority", "%REQ(:AUTHORITY)%")
              .put("upstream_host", "%UPSTREAM_HOST%")
              .put("upstream_cluster", "%UPSTREAM_CLUSTER_RAW%")
              .put("upstream_local_address", "%UPSTREAM_LOCAL_ADDRESS%")
              .put("downstream_local_address", "%DOWNSTREAM_LOCAL_ADDRESS%")
              .put("downstream_remote_address", "%DOWNSTREAM_REMOTE_ADDRESS%")
              .put("requested_server_name", "%REQUESTED_SERVER_NAME%")
              .put("upstream_transport_failure_reason", "%UPSTREAM_TRANSPORT_FAILURE_REASON%")
              .buildOrThrow());

  private AccessLogFormats() {}

  /** Whether Envoy takes it; reports it if not. Lines may end in it, as in no header. */
  static boolean check(String format, Origin origin, Diagnostics diagnostics) {
    return HeaderValues.checkCommands(format, origin, diagnostics);
  }

  private static Struct fields(ImmutableMap<String, String> formats) {
    return Struct.newBuilder()
        .putAllFields(
            Maps.transformValues(
                formats, format -> Value.newBuilder().setStringValue(format).build()))
        .build();
  }
}
