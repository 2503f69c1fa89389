package dev.signalbox.controlplane.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.HostAndPort;
import com.google.gson.GsonBuilder;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import com.google.protobuf.util.Values;
import dev.signalbox.controlplane.envoy.Bootstrap.Protocol;
import dev.signalbox.proto.admin.v1.Finding;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.core.v3.ApiConfigSource.ApiType;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

final class BootstrapTest {
  private static final Node NODE =
      Node.newBuilder()
          .setId("sidecar~127.0.0.1~web.default~default.svc.cluster.local")
          .setCluster("web.default")
          .setMetadata(
              Struct.newBuilder()
                  .putFields("INTERCEPTION_MODE", Values.of("NONE"))
                  .putFields("HTTP_PROXY_PORT", Values.of(15002))
                  .putFields("NOTHING", Values.ofNull()))
          .build();

  @Test
  void yamlSurvivesTheRoundTripThroughProtobuf() throws Exception {
    Bootstrap bootstrap = bootstrap(Protocol.DELTA, "127.0.0.1");
    assertThat(parse(bootstrap.toYaml())).isEqualTo(bootstrap.toMessage());
  }

  /** Envoy takes 1024.0 in YAML for a string. */
  @Test
  void wholeNumbersAreWrittenWithoutFraction() {
    assertThat(bootstrap(Protocol.DELTA, "127.0.0.1").toYaml())
        .contains("re2.max_program_size.error_level: 32768\n");
  }

  @Test
  void wholeNumbersHaveNoPoint() {
    assertThat(bootstrap(Protocol.DELTA, "127.0.0.1").toYaml())
        .contains("HTTP_PROXY_PORT: 15002\n", "NOTHING: null\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sidecar", "gateway"})
  void theSampleIsWhatTheCommandPrints(String name) throws Exception {
    var sample = parse(sample(name));
    Bootstrap bootstrap =
        new Bootstrap(
            sample.getNode(),
            Protocol.DELTA,
            HostAndPort.fromParts("127.0.0.1", 18000),
            HostAndPort.fromParts(
                "127.0.0.1", sample.getAdmin().getAddress().getSocketAddress().getPortValue()));
    assertThat(sample).isEqualTo(bootstrap.toMessage());
  }

  @Test
  void theSampleWithItsOwnListenerAsksForClustersAndRoutes() throws Exception {
    var sample = parse(sample("own-listener"));
    assertThat(sample.getStaticResources().getListenersList()).hasSize(1);
    assertThat(sample.getDynamicResources().hasCdsConfig()).isTrue();
    assertThat(sample.getDynamicResources().hasLdsConfig()).isFalse();
  }

  @Test
  void asksForEverythingOnOneStream() {
    var message = bootstrap(Protocol.SOTW, "127.0.0.1").toMessage();
    assertThat(message.getDynamicResources().getAdsConfig().getApiType()).isEqualTo(ApiType.GRPC);
    assertThat(message.getDynamicResources().getCdsConfig().hasAds()).isTrue();
    assertThat(message.getDynamicResources().getLdsConfig().hasAds()).isTrue();
    assertThat(message.getNode()).isEqualTo(NODE);
  }

  @Test
  void aNameIsResolvedAndAnAddressIsNot() {
    assertThat(xdsDiscovery("control-plane.example")).isEqualTo(DiscoveryType.STRICT_DNS);
    assertThat(xdsDiscovery("::1")).isEqualTo(DiscoveryType.STATIC);
  }

  private static String sample(String name) throws IOException {
    Path root = Path.of(System.getProperty("project.root"));
    return Files.readString(root.resolve("deploy/bootstrap/" + name + ".yaml"));
  }

  private static io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap parse(String yaml)
      throws InvalidProtocolBufferException {
    Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    var message = io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap.newBuilder();
    TypeRegistry types = TypeRegistry.newBuilder().add(Finding.getDescriptor()).build();
    JsonFormat.parser()
        .usingTypeRegistry(types)
        .merge(new GsonBuilder().serializeNulls().create().toJson(tree), message);
    return message.build();
  }

  private static DiscoveryType xdsDiscovery(String host) {
    return bootstrap(Protocol.DELTA, host)
        .toMessage()
        .getStaticResources()
        .getClusters(0)
        .getType();
  }

  private static Bootstrap bootstrap(Protocol protocol, String xdsHost) {
    return new Bootstrap(
        NODE,
        protocol,
        HostAndPort.fromParts(xdsHost, 18000),
        HostAndPort.fromParts("127.0.0.1", 0));
  }
}
