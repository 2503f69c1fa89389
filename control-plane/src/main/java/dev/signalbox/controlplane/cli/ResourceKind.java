package dev.signalbox.controlplane.cli;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The kinds that commands know, by all the names that kubectl takes. */
enum ResourceKind {
  VIRTUAL_SERVICE("networking.istio.io", "VirtualService", "virtualservices", "vs"),
  DESTINATION_RULE("networking.istio.io", "DestinationRule", "destinationrules", "dr"),
  GATEWAY("networking.istio.io", "Gateway", "gateways", "gw"),
  SERVICE_ENTRY("networking.istio.io", "ServiceEntry", "serviceentries", "se"),
  WORKLOAD_ENTRY("networking.istio.io", "WorkloadEntry", "workloadentries", "we"),
  SERVICE("", "Service", "services", "svc"),
  ENDPOINTS("", "Endpoints", "endpoints", "ep"),
  POD("", "Pod", "pods", "po"),
  ENDPOINT_SLICE("discovery.k8s.io", "EndpointSlice", "endpointslices");

  private final String group;
  private final String kind;
  private final String plural;
  private final ImmutableList<String> shortNames;

  ResourceKind(String group, String kind, String plural, String... shortNames) {
    this.group = group;
    this.kind = kind;
    this.plural = plural;
    this.shortNames = ImmutableList.copyOf(shortNames);
  }

  String group() {
    return group;
  }

  String kind() {
    return kind;
  }

  /** {@code virtualservice.networking.istio.io}, as kubectl calls it in messages. */
  static String label(String group, String kind) {
    return Ascii.toLowerCase(kind) + (group.isEmpty() ? "" : "." + group);
  }

  private boolean isCalled(String name) {
    String plain = Ascii.toLowerCase(name);
    String suffix = group.isEmpty() ? "" : "." + group;
    return Stream.concat(Stream.of(Ascii.toLowerCase(kind), plural), shortNames.stream())
        .anyMatch(known -> plain.equals(known) || plain.equals(known + suffix));
  }

  /** From the command line. */
  static final class Converter implements ITypeConverter<ResourceKind> {
    @Override
    public ResourceKind convert(String name) {
      return Arrays.stream(values())
          .filter(kind -> kind.isCalled(name))
          .findFirst()
          .orElseThrow(() -> new TypeConversionException("there is no kind '" + name + "'"));
    }
  }
}
