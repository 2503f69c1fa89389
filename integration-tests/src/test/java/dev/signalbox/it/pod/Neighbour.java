package dev.signalbox.it.pod;

import com.google.common.net.InetAddresses;
import dev.signalbox.it.harness.Backend;
import dev.signalbox.it.harness.HttpConnection;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Another machine: servers that the pod calls, and a client of the pod that obeys its input. */
public final class Neighbour {
  static final String ADDRESS = "10.99.1.2";
  static final String POD_ADDRESS = "10.99.1.1";
  static final int V1_PORT = 9001;
  static final int V2_PORT = 9002;
  static final int OUTSIDE_PORT = 7777;
  static final int DATABASE_PORT = 3307;

  static final int WILDCARD_PORT = 9090;
  static final int SHARD_PORT = 6379;

  /** The port of a service, at an address that is none of its. */
  static final int ELSEWHERE_PORT = 9080;

  private Neighbour() {}

  /** For each port on a line of standard input, calls it and prints who answered whom. */
  public static void main(String[] arguments) throws IOException {
    serve("v1", V1_PORT);
    serve("v2", V2_PORT);
    serve("outside", OUTSIDE_PORT);
    serve("database", DATABASE_PORT);
    serve("elsewhere", ELSEWHERE_PORT);
    serve("wildcard", WILDCARD_PORT);
    serve("shard", SHARD_PORT);
    System.out.println("ready");
    BufferedReader ports =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String port = ports.readLine(); port != null; port = ports.readLine()) {
      System.out.println(call(new InetSocketAddress(POD_ADDRESS, Integer.parseInt(port))));
    }
  }

  private static void serve(String version, int port) throws IOException {
    Backend.start(version, new InetSocketAddress(InetAddresses.forString(ADDRESS), port));
  }

  private static String call(InetSocketAddress target) throws IOException {
    try (HttpConnection connection = HttpConnection.open(target)) {
      Response response = connection.send(Request.get("anything", "/"));
      return response.version() + " " + response.header(Backend.PEER_HEADER).orElse("nobody");
    }
  }
}
