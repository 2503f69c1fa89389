package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may stand in a header. Envoy takes % for the start of a command:
 * https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage
 */
final class HeaderValues {
  private static final Pattern COMMAND =
      Pattern.compile("%(?:%|([A-Z0-9_]+)(\\([^()]*\\))?(:\\d+)?%)");

  private static final ImmutableSet<String> WITH_ARGUMENT =
      ImmutableSet.of(
          "CEL",
          "CLUSTER_METADATA",
          "DYNAMIC_METADATA",
          "ENVIRONMENT",
          "FILTER_STATE",
          "METADATA",
          "PER_REQUEST_STATE",
          "REQ",
          "RESP",
          "ROUTE_METADATA",
          "TRAILER",
          "UPSTREAM_FILTER_STATE",
          "UPSTREAM_METADATA");

  private static final ImmutableSet<String> WITHOUT_ARGUMENT =
      ImmutableSet.of(
          "ACCESS_LOG_TYPE",
          "BYTES_RECEIVED",
          "BYTES_SENT",
          "CONNECTION_ID",
          "CONNECTION_TERMINATION_DETAILS",
          "DOWNSTREAM_DIRECT_REMOTE_ADDRESS",
          "DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT",
          "DOWNSTREAM_DIRECT_REMOTE_PORT",
          "DOWNSTREAM_LOCAL_ADDRESS",
          "DOWNSTREAM_LOCAL_ADDRESS_WITHOUT_PORT",
          "DOWNSTREAM_LOCAL_PORT",
          "DOWNSTREAM_LOCAL_SUBJECT",
          "DOWNSTREAM_LOCAL_URI_SAN",
          "DOWNSTREAM_PEER_CERT",
          "DOWNSTREAM_PEER_CERT_V_END",
          "DOWNSTREAM_PEER_CERT_V_START",
          "DOWNSTREAM_PEER_FINGERPRINT_1",
          "DOWNSTREAM_PEER_FINGERPRINT_256",
          "DOWNSTREAM_PEER_ISSUER",
          "DOWNSTREAM_PEER_SERIAL",
          "DOWNSTREAM_PEER_SUBJECT",
          "DOWNSTREAM_PEER_URI_SAN",
          "DOWNSTREAM_REMOTE_ADDRESS",
          "DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT",
          "DOWNSTREAM_REMOTE_PORT",
          "DOWNSTREAM_TLS_CIPHER",
          "DOWNSTREAM_TLS_SESSION_ID",
          "DOWNSTREAM_TLS_VERSION",
          "DOWNSTREAM_TRANSPORT_FAILURE_REASON",
          "DURATION",
          "FILTER_CHAIN_NAME",
          "HOSTNAME",
          "PROTOCOL",
          "REQUESTED_SERVER_NAME",
          "REQUEST_DURATION",
          "RESPONSE_CODE",
          "RESPONSE_CODE_DETAILS",
          "RESPONSE_DURATION",
          "RESPONSE_FLAGS",
          "RESPONSE_FLAGS_LONG",
          "ROUTE_NAME",
          "START_TIME",
          "STREAM_ID",
          "UPSTREAM_CLUSTER",
          "UPSTREAM_CLUSTER_RAW",
          "UPSTREAM_HOST",
          "UPSTREAM_LOCAL_ADDRESS",
          "UPSTREAM_LOCAL_ADDRESS_WITHOUT_PORT",
          "UPSTREAM_LOCAL_PORT",
          "UPSTREAM_REMOTE_ADDRESS",
          "UPSTREAM_REMOTE_ADDRESS_WITHOUT_PORT",
          "UPSTREAM_REMOTE_PORT",
          "UPSTREAM_REQUEST_ATTEMPT_COUNT",
          "UPSTREAM_TLS_CIPHER",
          "UPSTREAM_TLS_VERSION",
          "UPSTREAM_TRANSPORT_FAILURE_REASON",
          "VIRTUAL_CLUSTER_NAME");

  private HeaderValues() {}

  /** A value in which Envoy replaces commands. */
  static void check(String value, Origin origin, Diagnostics diagnostics) {
    checkText(value, origin, diagnostics);
    checkCommands(value, origin, diagnostics);
  }

  /** Whether each % starts a command or stands for itself; reports it if not. */
  static boolean checkCommands(String value, Origin origin, Diagnostics diagnostics) {
    Matcher command = COMMAND.matcher(value);
    for (int at = value.indexOf('%'); at >= 0; at = value.indexOf('%', command.end())) {
      if (!command.find(at) || command.start() != at || !isKnown(command)) {
        diagnostics.add(
            Code.INVALID_VALUE,
            origin,
            "the % at character " + (at + 1) + " starts no command that Envoy knows",
            "Write %% for a percent sign.");
        return false;
      }
    }
    return true;
  }

  /** A text that becomes a header or a part of one. */
  static void checkText(String value, Origin origin, Diagnostics diagnostics) {
    if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 127)) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          "the value has a control character, such as a line break",
          "Write it on one line, without | or >.");
    }
  }

  private static boolean isKnown(Matcher command) {
    String name = command.group(1);
    if (name == null) {
      return true;
    }
    boolean argument = command.group(2) != null;
    return WITH_ARGUMENT.contains(name) ? argument : WITHOUT_ARGUMENT.contains(name);
  }
}
