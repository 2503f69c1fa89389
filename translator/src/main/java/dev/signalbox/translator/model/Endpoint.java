package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableMap;
import java.util.Comparator;

/**
 * An address and port that a cluster sends to.
 *
 * @param address an IP address, a name where DNS is asked, or unix:// and a path
 * @param port 0 for a path
 */
public record Endpoint(
    String address, int port, ImmutableMap<String, String> labels, Locality locality, int weight) {

  /** A fixed order: the same endpoints are the same bytes. */
  public static final Comparator<Endpoint> ORDER =
      Comparator.comparing(Endpoint::locality)
          .thenComparing(Endpoint::address)
          .thenComparing(Endpoint::port);
}
