package dev.signalbox.controlplane.admin;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.proxyconfig.ClientDump;
import dev.signalbox.controlplane.proxyconfig.ConfigKind;
import dev.signalbox.controlplane.report.ProxyNames;
import dev.signalbox.controlplane.report.ProxyReport;
import dev.signalbox.proto.admin.v1.ProxyStatus;

/** {@code proxies}, {@code proxies/NAME} and {@code proxies/NAME/config/KIND}. */
final class ProxiesApi {
  private static final int NAME = 1;
  private static final int KIND = 3;

  private final AdminSources sources;

  ProxiesApi(AdminSources sources) {
    this.sources = sources;
  }

  Answer answer(ApiRequest request) {
    request.allow();
    return switch (request.path().size()) {
      case 1, 2 -> status(request);
      case KIND + 1 -> config(request);
      default -> throw Api.nothingHere(request);
    };
  }

  private Answer status(ApiRequest request) {
    Api.check(request, "GET", request.path().size());
    ImmutableList<ProxyStatus> all = sources.proxies().get();
    ImmutableList<ProxyStatus> shown =
        request.path().size() == 1 ? all : named(all, request.path().get(NAME));
    return Answer.json(Answer.OK, ProxyReport.of(shown));
  }

  private Answer config(ApiRequest request) {
    Api.check(request, "GET", KIND + 1);
    if (!request.path().get(2).equals("config")) {
      throw Api.nothingHere(request);
    }
    String kindName = request.path().get(KIND);
    ConfigKind kind =
        ConfigKind.find(kindName)
            .orElseThrow(() -> new ApiException(Answer.BAD_REQUEST, ConfigKind.unknown(kindName)));
    String name = request.path().get(NAME);
    ImmutableList<ProxyStatus> found = named(sources.proxies().get(), name);
    ProxyNames.ambiguous(found, name)
        .ifPresent(
            message -> {
              throw new ApiException(Answer.BAD_REQUEST, message);
            });
    return sources
        .config()
        .apply(found.getFirst().getId())
        .map(config -> Answer.json(Answer.OK, kind.json(ClientDump.of(config))))
        .orElseThrow(
            () -> new ApiException(Answer.NOT_FOUND, "the proxy " + name + " has just gone"));
  }

  private static ImmutableList<ProxyStatus> named(ImmutableList<ProxyStatus> all, String name) {
    ImmutableList<ProxyStatus> found = ProxyNames.named(all, name);
    if (found.isEmpty()) {
      throw new ApiException(Answer.NOT_FOUND, ProxyNames.unknown(all, name));
    }
    return found;
  }
}
