package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.Memo;
import dev.signalbox.translator.ProxyView;
import dev.signalbox.translator.model.ClusterKey;
import dev.signalbox.translator.model.Mesh;
import dev.signalbox.translator.model.Service;
import dev.signalbox.translator.model.ServicePort;

/** What a gRPC client without a proxy gets: a listener for each name that it may dial. */
final class GrpcResources {
  private static final ImmutableList<String> ANY_AUTHORITY = ImmutableList.of("*");

  private GrpcResources() {}

  static Resources of(Mesh mesh, ProxyView view, Memo memo) {
    Resources resources = new Resources(mesh, view, memo);
    resources.addServiceClusters();
    for (Service service : mesh.services().values()) {
      for (ServicePort port : service.ports()) {
        if (port.protocol().mayBeHttp()) {
          add(resources, service, port);
        }
      }
    }
    return resources;
  }

  private static void add(Resources resources, Service service, ServicePort port) {
    int number = port.number();
    String routes = new ClusterKey(number, "", service.host()).name();
    String host = service.host() + ":" + number;
    VirtualHosts.Built built =
        resources
            .rules(service, number)
            .map(rules -> resources.host(host, ANY_AUTHORITY, number, rules))
            .orElseGet(() -> resources.plainHost(host, ANY_AUTHORITY, service, number));
    resources.addRoutes(routes, ImmutableList.of(built));
    ImmutableList.Builder<String> names = ImmutableList.builder();
    names.addAll(Domains.names(service, resources.view().namespace()));
    resources
        .mesh()
        .aliases()
        .of(service.host())
        .forEach(a -> names.addAll(Domains.names(a.host(), resources.view().namespace())));
    Domains.with(names.build(), number).forEach(name -> resources.add(Listeners.api(name, routes)));
  }
}
