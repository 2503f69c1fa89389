package dev.signalbox.translator.model;

import java.util.OptionalInt;

/**
 * A port of a service.
 *
 * @param targetName the name of the workloads' port; empty if it goes by number
 * @param targetNumber the number of the workloads' port, if it goes by number
 */
public record ServicePort(
    String name, int number, Protocol protocol, String targetName, OptionalInt targetNumber) {

  public ServicePort withProtocol(Protocol other) {
    return new ServicePort(name, number, other, targetName, targetNumber);
  }
}
