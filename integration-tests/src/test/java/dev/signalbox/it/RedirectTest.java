package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.Needs;
import dev.signalbox.it.harness.NetworkNamespace;
import dev.signalbox.it.harness.OnEveryEnvoy;
import dev.signalbox.it.harness.Tool;
import dev.signalbox.it.pod.Pod;
import org.junit.jupiter.api.Test;

/** A sidecar that iptables sends all connections to, in a network namespace of its own. */
@OnEveryEnvoy
@Needs(Tool.NETWORK_NAMESPACE)
final class RedirectTest {
  private final EnvoyKind kind;

  RedirectTest(EnvoyKind kind) {
    this.kind = kind;
  }

  @Test
  void connectionsAreRoutedInBothDirections() throws Exception {
    String output = NetworkNamespace.run(Pod.class, kind.version(), kind.protocol().name());
    assertThat(Splitter.on('\n').split(output))
        .contains(
            "outbound to a service by address: v1",
            "outbound to a service as jason: v2",
            "outbound to a TCP service: database",
            "outbound to an unknown address: outside",
            "outbound to an unknown host at the port of a service: elsewhere",
            "passed through: 2",
            "outbound to a wildcard host: wildcard",
            "with its rule's header: true",
            "outbound to a block of addresses: v1",
            "outbound to a subnet of the block: v2",
            "outbound to a headless service's endpoint: shard",
            "through its cluster: 1",
            "outbound before a route: v1",
            "no rule for it, on a connection from before: 404",
            "outbound to a routed service by another name: v2",
            "no rule for it: 404",
            "to a service without routes: v2",
            "by its name, to an unknown address: elsewhere",
            "outbound with a route: v2",
            "outbound after a route: v1",
            "outbound out of scope: elsewhere",
            "outbound to an unknown host with REGISTRY_ONLY: 502",
            "outbound to an unknown address with REGISTRY_ONLY: closed",
            "refused: 1",
            "inbound to the application: app 127.0.0.6",
            "inbound to a port of no service: other 127.0.0.6");
  }
}
