package dev.signalbox.it.harness;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.envoy.EnvoyBinary;
import java.util.Optional;

/** What a machine may lack. */
public enum Tool {
  ENVOY("the Envoys " + EnvoyKind.OLDEST + " and " + EnvoyKind.NEWEST) {
    @Override
    void probe() throws Exception {
      EnvoyBinary.version(EnvoyKind.OLDEST);
      EnvoyBinary.version(EnvoyKind.NEWEST);
    }
  },
  NETWORK_NAMESPACE("root, unshare, ip and iptables for a network namespace") {
    @Override
    void probe() throws Exception {
      NetworkNamespace.run(ImmutableList.of("true"));
    }
  },
  ZSH("zsh") {
    @Override
    void probe() throws Exception {
      Commands.run("zsh", "--version");
    }
  },
  FISH("fish") {
    @Override
    void probe() throws Exception {
      Commands.run("fish", "--version");
    }
  },
  GRPCURL("grpcurl, or go to build it") {
    @Override
    void probe() throws Exception {
      Grpcurl.find();
    }
  };

  private final String what;

  Tool(String what) {
    this.what = what;
  }

  abstract void probe() throws Exception;

  /** The reason why it isn't there; empty if it is. */
  Optional<String> missing() {
    try {
      probe();
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted while looking for " + what);
    } catch (Exception e) {
      return Optional.of("This test needs %s: %s".formatted(what, e.getMessage()));
    }
  }
}
