package dev.signalbox.it.harness;

/** One server of a service. */
public record Instance(String version, String address, int port) {}
