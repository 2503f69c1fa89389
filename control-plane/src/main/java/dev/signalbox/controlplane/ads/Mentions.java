package dev.signalbox.controlplane.ads;

import com.google.protobuf.ByteString;
import dev.signalbox.translator.Resource;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** Whether a route or listener mentions a cluster: its name stands in the bytes as it is. */
final class Mentions {

  private Mentions() {}

  static boolean any(Resource resource, Collection<String> names) {
    return names.stream().anyMatch(name -> one(resource, name));
  }

  /**
   * A name that only continues another counts too: that keeps a cluster too long, not too short.
   */
  static boolean one(Resource resource, String name) {
    return Unseen.is(resource) || contains(resource.any().getValue(), name);
  }

  private static boolean contains(ByteString bytes, String name) {
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at <= bytes.size() - wanted.length; at++) {
      if (matches(bytes, at, wanted)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(ByteString bytes, int at, byte[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (bytes.byteAt(at + i) != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
