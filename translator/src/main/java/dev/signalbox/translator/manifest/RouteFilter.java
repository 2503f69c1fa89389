package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.manifest.Schema.NotSupportedYet;
import dev.signalbox.translator.manifest.Schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * What a route does to requests and responses; type says which one of the other fields is there:
 * https://gateway-api.sigs.k8s.io/reference/spec/#httproutefilter
 */
@NotSupportedYet(value = "externalAuth", reason = "authorization comes in a later release")
public record RouteFilter(
    @Required String type,
    @Nullable HeaderModifier requestHeaderModifier,
    @Nullable HeaderModifier responseHeaderModifier,
    @Nullable Redirect requestRedirect,
    @Nullable Rewrite urlRewrite,
    @Nullable Mirror requestMirror,
    @Nullable Cors cors,
    @Nullable ExtensionRef extensionRef) {

  public record HeaderModifier(
      ImmutableList<Header> set, ImmutableList<Header> add, ImmutableList<String> remove) {}

  public record Header(@Required String name, @Required String value) {}

  public record Redirect(
      @Nullable String scheme,
      @Nullable String hostname,
      @Nullable PathModifier path,
      @Nullable Integer port,
      @Nullable Integer statusCode) {}

  public record Rewrite(@Nullable String hostname, @Nullable PathModifier path) {}

  public record Mirror(
      @Required @Nullable BackendReference backendRef,
      @Nullable Integer percent,
      @Nullable Fraction fraction) {}

  public record Fraction(@Required int numerator, @Nullable Integer denominator) {}

  public record Cors(
      ImmutableList<String> allowOrigins,
      @Nullable Boolean allowCredentials,
      ImmutableList<String> allowMethods,
      ImmutableList<String> allowHeaders,
      ImmutableList<String> exposeHeaders,
      @Nullable Integer maxAge) {}

  public record ExtensionRef(
      @Required @Nullable String group, @Required String kind, @Required String name) {}

  public record PathModifier(
      @Required String type,
      @Nullable String replaceFullPath,
      @Nullable String replacePrefixMatch) {}
}
