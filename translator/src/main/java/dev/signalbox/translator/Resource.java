package dev.signalbox.translator;

import com.google.common.collect.ImmutableSet;
import com.google.common.hash.Hashing;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import dev.signalbox.translator.diagnostics.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * One Envoy resource, serialized once and shared by every proxy that gets it.
 *
 * @param any type URL and deterministic bytes
 * @param version hash of the bytes
 * @param needs names of the resources that Envoy warms this one with: a cluster's load assignment,
 *     a listener's route configurations
 * @param origins the objects that it was made from
 */
public record Resource(
    ResourceType type,
    String name,
    Any any,
    String version,
    ImmutableSet<String> needs,
    ImmutableSet<Origin> origins) {

  private static final int VERSION_CHARACTERS = 16;

  public static Resource of(
      ResourceType type,
      String name,
      Message message,
      ImmutableSet<String> needs,
      ImmutableSet<Origin> origins) {
    ByteString bytes = deterministicBytes(message);
    Any any = Any.newBuilder().setTypeUrl(type.typeUrl()).setValue(bytes).build();
    return new Resource(type, name, any, version(bytes), needs, origins);
  }

  /** Map fields in key order: the same message is the same bytes on every replica. */
  public static ByteString deterministicBytes(Message message) {
    ByteString.Output output = ByteString.newOutput(message.getSerializedSize());
    CodedOutputStream coded = CodedOutputStream.newInstance(output);
    coded.useDeterministicSerialization();
    try {
      message.writeTo(coded);
      coded.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return output.toByteString();
  }

  static String version(ByteString bytes) {
    return Hashing.sha256()
        .hashBytes(bytes.asReadOnlyByteBuffer())
        .toString()
        .substring(0, VERSION_CHARACTERS);
  }
}
