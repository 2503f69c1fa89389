package dev.signalbox.controlplane.envoy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import dev.signalbox.proto.admin.v1.Finding;
import dev.signalbox.translator.manifest.KubectlSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Envoy's messages as JSON or YAML, with the field names of Envoy's documentation. */
public final class ProtoYaml {

  /** Finding's file imports all that can stand in an Any. */
  private static final TypeRegistry TYPES =
      TypeRegistry.newBuilder().add(Finding.getDescriptor()).build();

  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().usingTypeRegistry(TYPES).preservingProtoFieldNames();

  private static final DumpSettings YAML =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setSchema(new KubectlSchema())
          .build();

  private ProtoYaml() {}

  /** All that can stand in an Any. */
  public static TypeRegistry types() {
    return TYPES;
  }

  public static String json(Message message) {
    try {
      return PRINTER.print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("an Any of a type that we don't know", e);
    }
  }

  public static String yaml(Message message) {
    // JSON is YAML.
    Object tree = new Load(LoadSettings.builder().build()).loadFromString(json(message));
    return new Dump(YAML).dumpToString(wholeNumbers(tree));
  }

  /** Envoy reads 1.0 in YAML as a string, and protobuf writes every number of a Struct so. */
  private static @Nullable Object wholeNumbers(@Nullable Object node) {
    return switch (node) {
      case null -> null;
      case Map<?, ?> map -> {
        Map<Object, @Nullable Object> converted = new LinkedHashMap<>();
        map.forEach((key, value) -> converted.put(key, wholeNumbers(value)));
        yield converted;
      }
      case List<?> list -> list.stream().map(ProtoYaml::wholeNumbers).toList();
      case Double number when number == Math.rint(number) -> number.longValue();
      default -> node;
    };
  }
}
