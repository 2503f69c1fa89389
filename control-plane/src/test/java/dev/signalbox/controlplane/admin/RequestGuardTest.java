package dev.signalbox.controlplane.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import com.sun.net.httpserver.Headers;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is kept out: other machines from writing, and web pages from everything. */
class RequestGuardTest {
  private static final String LOOPBACK = "127.0.0.1";

  private final RequestGuard guard = new RequestGuard("admin.internal");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:18080",
        "127.0.0.1:18080",
        "[::1]:18080",
        "LOCALHOST",
        "admin.internal"
      })
  void whoeverAsksThisMachineByItsNameMayWrite(String host) {
    assertThat(post(LOOPBACK, headers("Host", host))).isZero();
    assertThat(post("::1", headers("Host", host))).isZero();
  }

  /** DNS rebinding: the page's own name leads here. */
  @ParameterizedTest
  @ValueSource(strings = {"evil.example:18080", "localhost.evil.example", "a b", ""})
  void aPageWhoseNameLeadsHereMayNotEvenRead(String host) {
    assertThat(status(LOOPBACK, "GET", headers("Host", host))).isEqualTo(403);
    assertThat(post(LOOPBACK, headers("Host", host))).isEqualTo(403);
  }

  @Test
  void aPageOfAnotherOriginMayNotWrite() {
    assertThat(post(LOOPBACK, headers("Origin", "https://evil.example"))).isEqualTo(403);
    assertThat(post(LOOPBACK, headers("Origin", "null"))).isEqualTo(403);
    assertThat(post(LOOPBACK, headers("Origin", "http://localhost:8080"))).isEqualTo(403);
    assertThat(post(LOOPBACK, headers("Sec-Fetch-Site", "cross-site"))).isEqualTo(403);
    assertThat(status(LOOPBACK, "DELETE", headers("Origin", "http://evil.example"))).isEqualTo(403);
    assertThat(post(LOOPBACK, headers("Origin", "http://localhost:18080"))).isZero();
  }

  /** What a page may send without being asked for leave first. */
  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""})
  void aFormIsNoManifest(String type) {
    assertThat(post(LOOPBACK, headers("Content-Type", type))).isEqualTo(415);
  }

  @Test
  void anotherMachineMayReadOnly() {
    assertThat(status("10.0.0.7", "GET", headers("Host", "signalbox.internal"))).isZero();
    assertThat(post("10.0.0.7", headers("Host", "signalbox.internal"))).isEqualTo(403);
    assertThat(post(LOOPBACK, headers("X-Forwarded-For", "10.0.0.7"))).isEqualTo(403);
  }

  private int post(String client, Headers headers) {
    return status(client, "POST", headers);
  }

  /** Zero if it isn't refused. */
  private int status(String client, String method, Headers headers) {
    InetSocketAddress address = new InetSocketAddress(InetAddresses.forString(client), 50000);
    return guard
        .refusal(address, headers, method, !method.equals("GET"))
        .map(Answer::status)
        .orElse(0);
  }

  private static Headers headers(String name, String value) {
    Headers headers = new Headers();
    headers.set("Host", "localhost:18080");
    headers.set("Content-Type", "application/yaml; charset=utf-8");
    headers.set(name, value);
    return headers;
  }
}
