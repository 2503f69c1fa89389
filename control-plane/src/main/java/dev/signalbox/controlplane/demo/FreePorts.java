package dev.signalbox.controlplane.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds ports that nobody listens on. */
final class FreePorts {
  private FreePorts() {}

  /** The preferred port, or another one when it is taken. */
  static int near(String address, int preferred) throws IOException {
    if (isFree(address, preferred)) {
      return preferred;
    }
    try (ServerSocket socket = listen(address, 0)) {
      return socket.getLocalPort();
    }
  }

  static boolean isFree(String address, int port) {
    try (ServerSocket socket = listen(address, port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static ServerSocket listen(String address, int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
