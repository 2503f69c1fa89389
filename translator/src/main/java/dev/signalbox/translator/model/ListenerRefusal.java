package dev.signalbox.translator.model;

import java.util.Optional;

/** Why a listener isn't served, in the terms of its conditions. */
enum ListenerRefusal {
  UNSUPPORTED_PROTOCOL("UnsupportedProtocol", "Invalid", "the protocol is not supported yet"),
  INDISTINCT(
      "Invalid", "Invalid", "ProtocolConflict", "its object has the port with two protocols"),
  PROTOCOL_CONFLICT(
      "ProtocolConflict",
      "ProtocolConflict",
      "ProtocolConflict",
      "an earlier object has the port with another protocol"),
  HOSTNAME_CONFLICT(
      "HostnameConflict",
      "HostnameConflict",
      "HostnameConflict",
      "another listener has the port with the same hostname"),
  GATEWAY_NOT_ACCEPTED("Pending", "Pending", "the Gateway is not accepted");

  private final String accepted;
  private final String programmed;
  private final Optional<String> conflicted;
  private final String message;

  ListenerRefusal(String accepted, String programmed, String message) {
    this.accepted = accepted;
    this.programmed = programmed;
    this.conflicted = Optional.empty();
    this.message = message;
  }

  ListenerRefusal(String accepted, String programmed, String conflicted, String message) {
    this.accepted = accepted;
    this.programmed = programmed;
    this.conflicted = Optional.of(conflicted);
    this.message = message;
  }

  /** The reason of the condition Accepted. */
  String accepted() {
    return accepted;
  }

  /** The reason of the condition Programmed. */
  String programmed() {
    return programmed;
  }

  /** The reason of the condition Conflicted, if it is true. */
  Optional<String> conflicted() {
    return conflicted;
  }

  String message() {
    return message;
  }
}
