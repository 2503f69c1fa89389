package dev.signalbox.controlplane.envoy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import dev.signalbox.proto.admin.v1.Finding;
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

  private ProtoYaml() {}

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
    return new Dump(DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build())
        .dumpToString(tree);
  }
}
