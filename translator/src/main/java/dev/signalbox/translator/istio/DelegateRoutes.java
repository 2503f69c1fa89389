package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.manifest.VirtualService.Destination;
import dev.signalbox.translator.manifest.VirtualService.HttpMatchRequest;
import dev.signalbox.translator.manifest.VirtualService.HttpMirrorPolicy;
import dev.signalbox.translator.manifest.VirtualService.HttpRoute;
import org.jspecify.annotations.Nullable;

/** A delegate's rule, which takes over from the root's what it doesn't say itself. */
final class DelegateRoutes {
  private DelegateRoutes() {}

  static HttpRoute merge(
      HttpRoute root, HttpRoute delegate, ImmutableList<HttpMatchRequest> matches) {
    return new HttpRoute(
        name(root.name(), delegate.name()),
        matches,
        null,
        delegate.route(),
        delegate.redirect(),
        own(delegate.directResponse(), root.directResponse()),
        own(delegate.rewrite(), root.rewrite()),
        own(delegate.timeout(), root.timeout()),
        own(delegate.retries(), root.retries()),
        own(delegate.fault(), root.fault()),
        own(delegate.mirror(), root.mirror()),
        own(delegate.mirrorPercent(), root.mirrorPercent()),
        own(delegate.mirrorPercentOfOldName(), root.mirrorPercentOfOldName()),
        own(delegate.mirrorPercentage(), root.mirrorPercentage()),
        delegate.mirrors().isEmpty() ? root.mirrors() : delegate.mirrors(),
        own(delegate.corsPolicy(), root.corsPolicy()),
        own(delegate.headers(), root.headers()));
  }

  static String name(String root, String delegate) {
    if (root.isEmpty() || delegate.isEmpty()) {
      return root + delegate;
    }
    return root + "-" + delegate;
  }

  /** With full names, which mean the same wherever the rule goes. */
  static HttpRoute withFullNames(HttpRoute route, String namespace) {
    return new HttpRoute(
        route.name(),
        route.match().stream()
            .map(match -> withFullNames(match, namespace))
            .collect(ImmutableList.toImmutableList()),
        route.delegate(),
        route.route(),
        route.redirect(),
        route.directResponse(),
        route.rewrite(),
        route.timeout(),
        route.retries(),
        route.fault(),
        withFullName(route.mirror(), namespace),
        route.mirrorPercent(),
        route.mirrorPercentOfOldName(),
        route.mirrorPercentage(),
        route.mirrors().stream()
            .map(
                mirror ->
                    new HttpMirrorPolicy(
                        withFullName(mirror.destination(), namespace), mirror.percentage()))
            .collect(ImmutableList.toImmutableList()),
        route.corsPolicy(),
        route.headers());
  }

  private static HttpMatchRequest withFullNames(HttpMatchRequest match, String namespace) {
    return new HttpMatchRequest(
        match.name(),
        match.uri(),
        match.scheme(),
        match.method(),
        match.authority(),
        match.headers(),
        match.withoutHeaders(),
        match.queryParams(),
        match.port(),
        match.sourceLabels(),
        match.sourceNamespace(),
        GatewayNames.resolve(match.gateways(), namespace),
        match.ignoreUriCase(),
        match.statPrefix());
  }

  private static @Nullable Destination withFullName(
      @Nullable Destination destination, String namespace) {
    return destination == null
        ? null
        : new Destination(
            Hosts.resolve(destination.host(), namespace), destination.subset(), destination.port());
  }

  private static <T> @Nullable T own(@Nullable T delegate, @Nullable T root) {
    return delegate == null ? root : delegate;
  }
}
