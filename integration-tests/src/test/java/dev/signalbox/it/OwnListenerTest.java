package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.Loopback;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.OnEveryEnvoy;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.TestMesh;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;
import org.junit.jupiter.api.Test;

/** An Envoy with a listener of its own that asks for nothing but the routes of a port. */
@OnEveryEnvoy
final class OwnListenerTest {
  private static final int PORT = 8888;
  private static final Request REVIEWS = Request.get("reviews:9080", "/reviews/0");

  private final EnvoyKind kind;

  OwnListenerTest(EnvoyKind kind) {
    this.kind = kind;
  }

  @Test
  void itsRoutesFollowTheManifests() throws Exception {
    try (TestMesh mesh = TestMesh.withReviews()) {
      mesh.write("reviews.yaml", Manifests.allTo("reviews", "v1"));
      String address = Loopback.next();
      Envoy envoy = mesh.envoy(kind, address, bootstrap -> withListener(bootstrap, address));
      eventually(() -> assertThat(envoy.call(PORT, REVIEWS).version()).isEqualTo("v1"));

      mesh.write("reviews.yaml", Manifests.allTo("reviews", "v2"));
      eventually(() -> assertThat(envoy.call(PORT, REVIEWS).version()).isEqualTo("v2"));
    }
  }

  private static Bootstrap withListener(Bootstrap bootstrap, String address) {
    Bootstrap.Builder changed = bootstrap.toBuilder();
    changed.getDynamicResourcesBuilder().clearLdsConfig();
    changed.getStaticResourcesBuilder().addListeners(listener(address));
    return changed.build();
  }

  private static Listener listener(String address) {
    Filter filter =
        Filter.newBuilder()
            .setName("envoy.filters.network.http_connection_manager")
            .setTypedConfig(Any.pack(connectionManager()))
            .build();
    return Listener.newBuilder()
        .setName("own")
        .setAddress(
            Address.newBuilder()
                .setSocketAddress(
                    SocketAddress.newBuilder().setAddress(address).setPortValue(PORT)))
        .addFilterChains(FilterChain.newBuilder().addFilters(filter))
        .build();
  }

  private static HttpConnectionManager connectionManager() {
    return HttpConnectionManager.newBuilder()
        .setStatPrefix("own")
        .setRds(
            Rds.newBuilder()
                .setRouteConfigName("9080")
                .setConfigSource(dev.signalbox.controlplane.envoy.Bootstrap.ads()))
        .addHttpFilters(
            HttpFilter.newBuilder()
                .setName("envoy.filters.http.router")
                .setTypedConfig(Any.pack(Router.getDefaultInstance())))
        .build();
  }
}
