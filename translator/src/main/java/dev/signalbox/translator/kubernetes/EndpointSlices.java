package dev.signalbox.translator.kubernetes;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Values;
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
    for (int i = 0; i < manifest.endpoints().size(); i++) {
      EndpointSlice.Endpoint endpoint = manifest.endpoints().get(i);
      addresses.addAll(addresses(endpoint, id.at("endpoints").at(i), diagnostics));
    }
    return ImmutableList.of(
        new EndpointSet(
            id,
            new Precedence(manifest.metadata().creationTimestamp(), id.namespace(), id.name()),
            true,
            service,
            ports(manifest.ports(), id.at("ports"), diagnostics),
            addresses.build()));
  }

  private static ImmutableList<Address> addresses(
      EndpointSlice.Endpoint endpoint, Origin origin, Diagnostics diagnostics) {
    String pod = pod(endpoint.targetRef(), origin.namespace());
    ImmutableList.Builder<Address> addresses = ImmutableList.builder();
    for (int i = 0; i < endpoint.addresses().size(); i++) {
      String address = endpoint.addresses().get(i);
      if (Values.isIpAddress(address, origin.at("addresses").at(i), diagnostics)) {
        addresses.add(new Address(address, pod, endpoint.zone(), isReady(endpoint)));
      }
    }
    return addresses.build();
  }

  /** One set for each subset: they may have different ports. */
  public static ImmutableList<Element> convert(
      Endpoints manifest, Origin id, Diagnostics diagnostics) {
    ImmutableList.Builder<Element> sets = ImmutableList.builder();
    for (int i = 0; i < manifest.subsets().size(); i++) {
      Endpoints.Subset subset = manifest.subsets().get(i);
      Origin origin = id.at("subsets").at(i);
      ImmutableList<Address> addresses =
          ImmutableList.<Address>builder()
              .addAll(addresses(subset.addresses(), true, origin.at("addresses"), diagnostics))
              .addAll(
                  addresses(
                      subset.notReadyAddresses(),
                      false,
                      origin.at("notReadyAddresses"),
                      diagnostics))
              .build();
      sets.add(
          new EndpointSet(
              id,
              new Precedence(manifest.metadata().creationTimestamp(), id.namespace(), id.name()),
              false,
              id.name(),
              ports(subset.ports(), origin.at("ports"), diagnostics),
              addresses));
    }
    return sets.build();
  }

  private static ImmutableList<Address> addresses(
      ImmutableList<Endpoints.Address> listed,
      boolean ready,
      Origin origin,
      Diagnostics diagnostics) {
    ImmutableList.Builder<Address> addresses = ImmutableList.builder();
    for (int i = 0; i < listed.size(); i++) {
      Endpoints.Address address = listed.get(i);
      if (Values.isIpAddress(address.ip(), origin.at(i).at("ip"), diagnostics)) {
        String pod = pod(address.targetRef(), origin.namespace());
        addresses.add(new Address(address.ip(), pod, "", ready));
      }
    }
    return addresses.build();
  }

  /**
   * One that is serving while it terminates takes no new traffic either: Istio keeps it for
   * persistent sessions only.
   */
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

  private static ImmutableMap<String, Integer> ports(
      ImmutableList<EndpointSlice.Port> ports, Origin origin, Diagnostics diagnostics) {
    Map<String, Integer> byName = new HashMap<>();
    for (int i = 0; i < ports.size(); i++) {
      EndpointSlice.Port port = ports.get(i);
      boolean tcp = port.protocol().isEmpty() || port.protocol().equals("TCP");
      if (port.port() != null
          && tcp
          && Values.isPort(port.port(), origin.at(i).at("port"), diagnostics)) {
        byName.putIfAbsent(port.name(), port.port());
      }
    }
    return ImmutableMap.copyOf(byName);
  }
}
