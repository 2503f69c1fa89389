package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.manifest.VirtualService.HttpMatchRequest;
import dev.signalbox.translator.manifest.VirtualService.StringMatch;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A root's match with a delegate's: the delegate may only narrow what the root hands on. */
final class DelegateMatches {
  private DelegateMatches() {}

  /**
   * Each of the delegate's alternatives with each of the root's that it fits into; none on either
   * side is no condition. Empty if one of the delegate's fits into none of the root's.
   */
  static Optional<ImmutableList<HttpMatchRequest>> merge(
      List<HttpMatchRequest> root, List<HttpMatchRequest> delegate) {
    if (root.isEmpty() || delegate.isEmpty()) {
      return Optional.of(ImmutableList.copyOf(root.isEmpty() ? delegate : root));
    }
    ImmutableList.Builder<HttpMatchRequest> merged = ImmutableList.builder();
    for (HttpMatchRequest inner : delegate) {
      List<HttpMatchRequest> around =
          root.stream().filter(outer -> !conflict(outer, inner)).toList();
      if (around.isEmpty()) {
        return Optional.empty();
      }
      around.forEach(outer -> merged.add(merge(outer, inner)));
    }
    return Optional.of(merged.build());
  }

  private static HttpMatchRequest merge(HttpMatchRequest root, HttpMatchRequest delegate) {
    return new HttpMatchRequest(
        DelegateRoutes.name(root.name(), delegate.name()),
        delegate.uri() == null ? root.uri() : delegate.uri(),
        delegate.scheme() == null ? root.scheme() : delegate.scheme(),
        delegate.method() == null ? root.method() : delegate.method(),
        delegate.authority() == null ? root.authority() : delegate.authority(),
        union(root.headers(), delegate.headers()),
        union(root.withoutHeaders(), delegate.withoutHeaders()),
        union(root.queryParams(), delegate.queryParams()),
        isSet(delegate.port()) ? delegate.port() : root.port(),
        union(root.sourceLabels(), delegate.sourceLabels()),
        delegate.sourceNamespace().isEmpty() ? root.sourceNamespace() : delegate.sourceNamespace(),
        delegate.gateways().isEmpty() ? root.gateways() : delegate.gateways(),
        delegate.ignoreUriCase(),
        delegate.statPrefix().isEmpty() ? root.statPrefix() : delegate.statPrefix());
  }

  private static <V> ImmutableMap<String, V> union(Map<String, V> root, Map<String, V> delegate) {
    return ImmutableMap.<String, V>builder().putAll(root).putAll(delegate).buildKeepingLast();
  }

  private static boolean conflict(HttpMatchRequest root, HttpMatchRequest delegate) {
    return conflict(root.uri(), delegate.uri())
        || conflict(root.scheme(), delegate.scheme())
        || conflict(root.method(), delegate.method())
        || conflict(root.authority(), delegate.authority())
        || conflict(root.headers(), delegate.headers())
        || conflict(root.withoutHeaders(), delegate.withoutHeaders())
        || conflict(root.queryParams(), delegate.queryParams())
        || root.ignoreUriCase() != delegate.ignoreUriCase()
        || clientConflict(root, delegate);
  }

  /** Unlike labels, a root's namespace has to be said again by the delegate. */
  private static boolean clientConflict(HttpMatchRequest root, HttpMatchRequest delegate) {
    boolean ports =
        isSet(root.port())
            && isSet(delegate.port())
            && !Objects.equals(root.port(), delegate.port());
    boolean namespaces =
        !root.sourceNamespace().isEmpty()
            && !root.sourceNamespace().equals(delegate.sourceNamespace());
    boolean labels =
        delegate.sourceLabels().entrySet().stream()
            .anyMatch(
                label ->
                    !root.sourceLabels()
                        .getOrDefault(label.getKey(), label.getValue())
                        .equals(label.getValue()));
    return ports || namespaces || labels || gatewayConflict(root, delegate);
  }

  private static boolean gatewayConflict(HttpMatchRequest root, HttpMatchRequest delegate) {
    return !root.gateways().isEmpty()
        && (root.gateways().size() < delegate.gateways().size()
            || !new HashSet<>(root.gateways()).containsAll(delegate.gateways()));
  }

  private static boolean conflict(
      Map<String, StringMatch> root, Map<String, StringMatch> delegate) {
    return delegate.entrySet().stream()
        .anyMatch(entry -> conflict(root.get(entry.getKey()), entry.getValue()));
  }

  /** Whether the delegate's condition isn't surely within the root's. */
  private static boolean conflict(@Nullable StringMatch root, @Nullable StringMatch delegate) {
    if (root == null || delegate == null) {
      return false;
    }
    if (root.exact() != null && !root.exact().isEmpty()) {
      return !root.exact().equals(delegate.exact());
    }
    String prefix = root.prefix();
    if (prefix == null || prefix.isEmpty()) {
      return true;
    }
    if (delegate.prefix() != null && !delegate.prefix().isEmpty()) {
      return !delegate.prefix().startsWith(prefix);
    }
    return delegate.exact() == null || !delegate.exact().startsWith(prefix);
  }

  private static boolean isSet(@Nullable Integer port) {
    return port != null && port != 0;
  }
}
