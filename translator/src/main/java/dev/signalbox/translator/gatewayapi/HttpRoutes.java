package dev.signalbox.translator.gatewayapi;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.annotations.RequestAnnotations;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.HttpRoute;
import dev.signalbox.translator.model.AttachedRoute;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.Precedence;

/** HTTPRoutes of both groups. */
public final class HttpRoutes {
  private static final HttpRoute.Rule DEFAULT_RULE =
      new HttpRoute.Rule(
          "", ImmutableList.of(), ImmutableList.of(), ImmutableList.of(), null, null, null);

  private static final int INTERNAL_SERVER_ERROR = 500;

  private HttpRoutes() {}

  public static ImmutableList<Element> convert(
      HttpRoute manifest, Origin id, Diagnostics diagnostics) {
    HttpRoute.Spec spec = manifest.spec();
    if (spec == null) {
      return ImmutableList.of();
    }
    Origin origin = id.at("spec");
    return ImmutableList.of(
        new AttachedRoute(
            id,
            new Precedence(manifest.metadata().creationTimestamp(), id.namespace(), id.name()),
            AttachedRoute.Type.HTTP,
            Flavour.of(id).needsGrant(),
            Parents.convert(spec.parentRefs(), origin.at("parentRefs"), diagnostics),
            spec.hostnames(),
            entries(manifest, spec, origin.at("rules"), diagnostics)));
  }

  private static ImmutableList<AttachedRoute.Entry> entries(
      HttpRoute manifest, HttpRoute.Spec spec, Origin origin, Diagnostics diagnostics) {
    HttpRules rules =
        new HttpRules(
            new Backends(backendNamespace(manifest, origin), INTERNAL_SERVER_ERROR, diagnostics),
            RequestAnnotations.ofRoute(
                manifest.metadata().annotations(),
                origin.object(),
                RequestAnnotations.Kind.HTTP,
                diagnostics),
            diagnostics);
    ImmutableList<HttpRoute.Rule> written =
        spec.rules().isEmpty() ? ImmutableList.of(DEFAULT_RULE) : spec.rules();
    ImmutableList.Builder<AttachedRoute.Entry> entries = ImmutableList.builder();
    for (int i = 0; i < written.size(); i++) {
      entries.addAll(rules.convert(written.get(i), origin.at(i)));
    }
    return entries.build();
  }

  /** Linkerd's first versions have a default where all others mean the route's own namespace. */
  private static String backendNamespace(HttpRoute manifest, Origin origin) {
    boolean early =
        Flavour.of(origin) == Flavour.LINKERD
            && (manifest.apiVersion().endsWith("/v1alpha1")
                || manifest.apiVersion().endsWith("/v1beta1"));
    return early ? "default" : origin.namespace();
  }
}
