package dev.signalbox.it.harness;

import dev.signalbox.controlplane.envoy.Bootstrap.Protocol;
import java.util.Arrays;
import java.util.stream.Stream;

/** An Envoy version and the variant of xDS that it is told to speak. */
public record EnvoyKind(String version, Protocol protocol) {
  public static final String OLDEST = "1.36.2";
  public static final String NEWEST = "1.40.0";

  /** The oldest and the newest Envoy that we support, in both protocols. */
  static Stream<EnvoyKind> all() {
    return Stream.of(OLDEST, NEWEST).flatMap(EnvoyKind::inBothProtocols);
  }

  static Stream<EnvoyKind> newest() {
    return inBothProtocols(NEWEST);
  }

  private static Stream<EnvoyKind> inBothProtocols(String version) {
    return Arrays.stream(Protocol.values()).map(protocol -> new EnvoyKind(version, protocol));
  }

  @Override
  public String toString() {
    return "Envoy " + version + " " + protocol;
  }
}
