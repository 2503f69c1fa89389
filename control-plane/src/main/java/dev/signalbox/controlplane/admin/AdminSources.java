package dev.signalbox.controlplane.admin;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.manifests.Manifests;
import dev.signalbox.proto.admin.v1.ProxyStatus;
import dev.signalbox.translator.diagnostics.Finding;
import io.envoyproxy.envoy.service.status.v3.ClientConfig;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a running control plane tells over HTTP.
 *
 * @param config what a proxy, by its node id, was sent
 */
public record AdminSources(
    BooleanSupplier ready,
    Supplier<ImmutableList<Finding>> findings,
    Supplier<ImmutableList<ProxyStatus>> proxies,
    Function<String, Optional<ClientConfig>> config,
    Manifests manifests) {}
