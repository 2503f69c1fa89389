/** The gRPC server: discovery, client status, admin, health and reflection on one port. */
@NullMarked
package dev.signalbox.controlplane.server;

import org.jspecify.annotations.NullMarked;
