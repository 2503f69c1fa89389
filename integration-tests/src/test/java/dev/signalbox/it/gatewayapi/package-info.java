/** Gateway API's HTTPRoutes on Gateways: tables of requests and statuses for each behaviour. */
@NullMarked
package dev.signalbox.it.gatewayapi;

import org.jspecify.annotations.NullMarked;
