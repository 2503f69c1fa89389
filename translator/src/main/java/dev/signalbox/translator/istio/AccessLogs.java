package dev.signalbox.translator.istio;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.MeshConfig;
import dev.signalbox.translator.model.AccessLog;
import java.util.Optional;

/** The mesh's access log. What Envoy wouldn't take is reported, and the default taken instead. */
final class AccessLogs {
  private AccessLogs() {}

  static Optional<AccessLog> convert(MeshConfig config, Origin at, Diagnostics diagnostics) {
    AccessLog.Format format =
        switch (config.accessLogEncoding()) {
          case "", "TEXT" -> text(config, at.at("accessLogFormat"), diagnostics);
          case "JSON" -> json(config, at.at("accessLogFormat"), diagnostics);
          default -> {
            diagnostics.add(
                Code.INVALID_VALUE,
                at.at("accessLogEncoding"),
                config.accessLogEncoding() + " is not an encoding",
                "Use TEXT or JSON.");
            yield new AccessLog.Format.Text(AccessLogFormats.TEXT);
          }
        };
    return config.accessLogFile().isEmpty()
        ? Optional.empty()
        : Optional.of(new AccessLog(config.accessLogFile(), format));
  }

  private static AccessLog.Format text(MeshConfig config, Origin origin, Diagnostics diagnostics) {
    String written = config.accessLogFormat();
    if (written.isEmpty() || !AccessLogFormats.check(written, origin, diagnostics)) {
      return new AccessLog.Format.Text(AccessLogFormats.TEXT);
    }
    return new AccessLog.Format.Text(written.endsWith("\n") ? written : written + "\n");
  }

  private static AccessLog.Format json(MeshConfig config, Origin origin, Diagnostics diagnostics) {
    if (config.accessLogFormat().isEmpty()) {
      return new AccessLog.Format.Json(AccessLogFormats.JSON);
    }
    Struct.Builder fields = Struct.newBuilder();
    try {
      JsonFormat.parser().merge(config.accessLogFormat(), fields);
    } catch (InvalidProtocolBufferException e) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          "the format is no JSON object: " + e.getMessage(),
          "Write {\"field\": \"%COMMAND%\"}.");
      return new AccessLog.Format.Json(AccessLogFormats.JSON);
    }
    boolean valid =
        fields.getFieldsMap().values().stream()
            .allMatch(value -> check(value, origin, diagnostics));
    return new AccessLog.Format.Json(valid ? fields.build() : AccessLogFormats.JSON);
  }

  private static boolean check(Value value, Origin origin, Diagnostics diagnostics) {
    return switch (value.getKindCase()) {
      case STRING_VALUE -> AccessLogFormats.check(value.getStringValue(), origin, diagnostics);
      case STRUCT_VALUE ->
          value.getStructValue().getFieldsMap().values().stream()
              .allMatch(inner -> check(inner, origin, diagnostics));
      case LIST_VALUE ->
          value.getListValue().getValuesList().stream()
              .allMatch(inner -> check(inner, origin, diagnostics));
      default -> true;
    };
  }
}
