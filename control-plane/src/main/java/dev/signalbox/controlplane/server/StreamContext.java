package dev.signalbox.controlplane.server;

import dev.signalbox.controlplane.Snapshots;
import dev.signalbox.controlplane.ads.AdsOptions;
import java.util.function.Consumer;

/**
 * What all streams share.
 *
 * @param onEnd told of each stream that has ended
 */
record StreamContext(
    Snapshots snapshots,
    StreamRegistry registry,
    AdsOptions options,
    StreamThreads threads,
    Consumer<ProxyStream<?, ?>> onEnd) {}
