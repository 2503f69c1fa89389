package dev.signalbox.controlplane.admin;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import com.sun.net.httpserver.Headers;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask for what. Nobody is authenticated: only clients on this machine may write, and the
 * pages that a browser on this machine shows may do nothing at all.
 *
 * @param host the name or address that the server was told to listen at
 */
record RequestGuard(String host) {
  /** A page of another site can't send these without asking first, which is not answered. */
  private static final ImmutableSet<String> MANIFEST_TYPES =
      ImmutableSet.of(
          "application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml", "application/json");

  private static final ImmutableSet<String> FORWARDED =
      ImmutableSet.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "Via");

  private static final ImmutableSet<String> NO_OTHER_SITE = ImmutableSet.of("same-origin", "none");

  /** Why the request is refused, if it is. */
  Optional<Answer> refusal(
      InetSocketAddress client, Headers headers, String method, boolean changes) {
    if (client.getAddress().isLoopbackAddress() && !isOwnName(headers.getFirst("Host"))) {
      return forbidden(
          "the host "
              + headers.getFirst("Host")
              + " may be another site's name for this machine; ask for localhost or 127.0.0.1");
    }
    if (changes && !isLocal(client, headers)) {
      return forbidden("only clients on this machine, without a proxy between, may write");
    }
    if (method.equals("GET") || method.equals("HEAD")) {
      return Optional.empty();
    }
    if (isCrossSite(headers)) {
      return forbidden("pages of another origin may not do this");
    }
    return method.equals("POST") && !isManifest(headers.getFirst("Content-Type"))
        ? Optional.of(
            Answer.error(
                Answer.UNSUPPORTED_MEDIA_TYPE,
                "send manifests as application/yaml or application/json, by curl with"
                    + " -H 'Content-Type: application/yaml' --data-binary @FILE"))
        : Optional.empty();
  }

  private static Optional<Answer> forbidden(String message) {
    return Optional.of(Answer.error(Answer.FORBIDDEN, message));
  }

  private static boolean isLocal(InetSocketAddress client, Headers headers) {
    return client.getAddress().isLoopbackAddress()
        && FORWARDED.stream().noneMatch(headers::containsKey);
  }

  /** A site can point its own name here (DNS rebinding), but not an address or localhost. */
  private boolean isOwnName(@Nullable String header) {
    if (header == null) {
      return true;
    }
    String name = name(header);
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || InetAddresses.isInetAddress(name)
        || name.equals(Ascii.toLowerCase(host));
  }

  private static String name(String header) {
    try {
      return Ascii.toLowerCase(HostAndPort.fromString(header).getHost());
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static boolean isCrossSite(Headers headers) {
    String origin = headers.getFirst("Origin");
    String site = headers.getFirst("Sec-Fetch-Site");
    return (origin != null && !origin.equals("http://" + headers.getFirst("Host")))
        || (site != null && !NO_OTHER_SITE.contains(site));
  }

  private static boolean isManifest(@Nullable String contentType) {
    return contentType != null
        && MANIFEST_TYPES.contains(
            Ascii.toLowerCase(Splitter.on(';').trimResults().split(contentType).iterator().next()));
  }
}
