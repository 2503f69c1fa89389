package dev.signalbox.translator.kubernetes;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.EndpointSlice;
import dev.signalbox.translator.manifest.EndpointSlice.TargetRef;
import dev.signalbox.translator.manifest.Endpoints;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.EndpointSet;
import dev.signalbox.translator.model.EndpointSet.Address;
import dev.signalbox.translator.model.Precedence;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** https://kubernetes.io/docs/concepts/services-networking/endpoint-slices, and Endpoints. */
public final class EndpointSlices {
  private static final String SERVICE_NAME = "kubernetes.io/service-name";

  private EndpointSlices() {}

  public static ImmutableList<Element> convert(
      EndpointSlice manifest, Origin id, Diagnostics diagnostics) {
    String service = manifest.metadata().labels().getOrDefault(SERVICE_NAME, "");
    if (service.isEmpty()) {
      return ImmutableList.of();
    }
    if (manifest.addressType().equals("FQDN")) {
      diagnostics.add(
          Code.NOT_SUPPORTED_YET,
          id.at("addressType"),
          "FQDN addresses are not supported yet",
          "Use IPv4 or IPv6.");
      return ImmutableList.of();
    }
    ImmutableList.Builder<Address> addresses = ImmutableList.builder();
    for (EndpointSlice.Endpoint endpoint : manifest.endpoints()) {
      if (isReady(endpoint)) {
        String pod = pod(endpoint.targetRef(), id.namespace());
        endpoint.addresses().forEach(a -> addresses.add(new Address(a, pod, endpoint.zone())));
      }
    }
    return ImmutableList.of(
        new EndpointSet(
            id,
            new Precedence(manifest.metadata().creationTimestamp(), id.namespace(), id.name()),
            true,
            service,
            ports(manifest.ports()),
            addresses.build()));
  }

  /** One set for each subset: they may have different ports. */
  public static ImmutableList<Element> convert(Endpoints manifest, Origin id) {
    ImmutableList.Builder<Element> sets = ImmutableList.builder();
    for (Endpoints.Subset subset : manifest.subsets()) {
      ImmutableList<Address> addresses =
          subset.addresses().stream()
              .map(a -> new Address(a.ip(), pod(a.targetRef(), id.namespace()), ""))
              .collect(ImmutableList.toImmutableList());
      sets.add(
          new EndpointSet(
              id,
              new Precedence(manifest.metadata().creationTimestamp(), id.namespace(), id.name()),
              false,
              id.name(),
              ports(subset.ports()),
              addresses));
    }
    return sets.build();
  }

  private static boolean isReady(EndpointSlice.Endpoint endpoint) {
    return endpoint.conditions() == null
        || endpoint.conditions().ready() == null
        || endpoint.conditions().ready();
  }

  private static String pod(@Nullable TargetRef reference, String namespace) {
    if (reference == null || !reference.kind().equals("Pod")) {
      return "";
    }
    String named = reference.namespace().isEmpty() ? namespace : reference.namespace();
    return named + "/" + reference.name();
  }

  private static ImmutableMap<String, Integer> ports(ImmutableList<EndpointSlice.Port> ports) {
    Map<String, Integer> byName = new HashMap<>();
    for (EndpointSlice.Port port : ports) {
      if (port.port() != null && (port.protocol().isEmpty() || port.protocol().equals("TCP"))) {
        byName.putIfAbsent(port.name(), port.port());
      }
    }
    return ImmutableMap.copyOf(byName);
  }
}
