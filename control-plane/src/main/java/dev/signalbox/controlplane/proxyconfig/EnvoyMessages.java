package dev.signalbox.controlplane.proxyconfig;

import com.google.common.collect.ImmutableList;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.signalbox.controlplane.envoy.ProtoYaml;
import java.util.List;
import java.util.function.Supplier;

/** Resources of a dump as messages, without what this version doesn't know. */
final class EnvoyMessages {
  private static final JsonFormat.Parser PARSER =
      JsonFormat.parser().ignoringUnknownFields().usingTypeRegistry(ProtoYaml.types());

  private EnvoyMessages() {}

  /** Throws if one is no message of this type. */
  static <T extends Message> ImmutableList<T> parse(
      List<JsonObject> resources, Supplier<? extends Message.Builder> builder, Class<T> type) {
    return resources.stream()
        .map(resource -> type.cast(parse(resource, builder.get())))
        .collect(ImmutableList.toImmutableList());
  }

  private static Message parse(JsonObject resource, Message.Builder builder) {
    try {
      PARSER.merge(known(resource).toString(), builder);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(
          "not a "
              + builder.getDescriptorForType().getName()
              + " as Envoy dumps it: "
              + e.getMessage(),
          e);
    }
    return builder.build();
  }

  private static JsonElement known(JsonElement element) {
    return switch (element) {
      case JsonArray array -> {
        JsonArray copy = new JsonArray();
        array.asList().stream()
            .filter(member -> !isUnknown(member))
            .forEach(member -> copy.add(known(member)));
        yield copy;
      }
      case JsonObject object -> {
        JsonObject copy = new JsonObject();
        object.entrySet().stream()
            .filter(field -> !isUnknown(field.getValue()))
            .forEach(field -> copy.add(field.getKey(), known(field.getValue())));
        yield copy;
      }
      default -> element;
    };
  }

  private static boolean isUnknown(JsonElement element) {
    if (!(element instanceof JsonObject object)
        || !(object.get(EnvoyDump.TYPE) instanceof JsonPrimitive type)) {
      return false;
    }
    try {
      return ProtoYaml.types().getDescriptorForTypeUrl(type.getAsString()) == null;
    } catch (InvalidProtocolBufferException e) {
      return true;
    }
  }
}
