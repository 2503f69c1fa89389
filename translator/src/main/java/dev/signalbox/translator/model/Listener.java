package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.diagnostics.Origin;
import java.util.Map;

/**
 * A port of a Gateway API Gateway with the hosts that it serves there.
 *
 * @param owner the Gateway or the ListenerSet that it is written in
 * @param hostname {@link HostPattern#ALL} if there is none
 * @param types of routes that may attach
 * @param unknownTypes whether it names others, too
 * @param from whose routes may attach
 */
public record Listener(
    Origin origin,
    Origin owner,
    String name,
    int port,
    Protocol protocol,
    String hostname,
    ImmutableSet<AttachedRoute.Type> types,
    boolean unknownTypes,
    From from) {

  /** What it speaks. */
  public enum Protocol {
    HTTP(true),
    HTTPS(false),
    TLS(false),
    TCP(true),
    UDP(false),
    OTHER(false);

    private final boolean supported;

    Protocol(boolean supported) {
      this.supported = supported;
    }

    public boolean isSupported() {
      return supported;
    }

    /** Whether a port can't have both: what nobody knows is not judged. */
    boolean excludes(Protocol other) {
      return this != OTHER
          && other != OTHER
          && !sharesPort(other)
          && (this == UDP) == (other == UDP);
    }

    /** Whether listeners of both can have a port if their hostnames differ. */
    boolean sharesPort(Protocol other) {
      return this == other || (hasServerName() && other.hasServerName());
    }

    private boolean hasServerName() {
      return this == HTTPS || this == TLS;
    }
  }

  /** The namespaces whose objects may attach. */
  public sealed interface From {
    record Nobody() implements From {}

    record Everybody() implements From {}

    record OwnNamespace() implements From {}

    record Selected(LabelSelector selector) implements From {}
  }

  /**
   * Whether objects of a namespace may attach.
   *
   * @param own the namespace of the object that says so
   * @param labels of namespaces
   */
  public static boolean admits(
      From from, String own, String namespace, Map<String, ? extends Map<String, String>> labels) {
    return switch (from) {
      case From.Nobody() -> false;
      case From.Everybody() -> true;
      case From.OwnNamespace() -> own.equals(namespace);
      case From.Selected(LabelSelector selector) -> {
        Map<String, String> found = labels.get(namespace);
        yield selector.selects(found == null ? Map.of() : found);
      }
    };
  }
}
