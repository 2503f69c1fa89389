/** What one proxy has, as istioctl's tables tell it: from CSDS or from an Envoy's config dump. */
@NullMarked
package dev.signalbox.controlplane.proxyconfig;

import org.jspecify.annotations.NullMarked;
