package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.model.GatewayListeners.Attachment;

/** What of Gateways and ListenerSets isn't served. */
final class ApiGatewayChecks {
  private final GatewayListeners listeners;

  private ApiGatewayChecks(GatewayListeners listeners) {
    this.listeners = listeners;
  }

  static ImmutableList<Diagnostic> check(GatewayListeners listeners) {
    ApiGatewayChecks checks = new ApiGatewayChecks(listeners);
    ImmutableList.Builder<Diagnostic> found = ImmutableList.builder();
    found.addAll(listeners.classes().check(listeners.gateways()));
    listeners.conflicts().forEach((listener, conflict) -> found.add(conflict(listener, conflict)));
    listeners.listenerSets().forEach(set -> checks.check(set, found));
    return found.build();
  }

  private static Diagnostic conflict(Listener listener, ListenerConflicts.Conflict conflict) {
    boolean hostname = conflict.why() == ListenerRefusal.HOSTNAME_CONFLICT;
    return Diagnostic.of(
            Code.CONFLICTING_LISTENER,
            listener.origin().at(hostname ? "hostname" : "protocol"),
            "the listener %s is not served: port %d is %s's %s"
                .formatted(
                    listener.name(),
                    listener.port(),
                    conflict.other().origin().objectName(),
                    hostname ? "with the same hostname" : "with another protocol"),
            hostname ? "Use another hostname, or remove one." : "Use another port.")
        .relatedTo(conflict.other().origin());
  }

  private void check(ListenerSet set, ImmutableList.Builder<Diagnostic> found) {
    Attachment attachment = listeners.sets().get(set);
    if (attachment == Attachment.NOT_ALLOWED) {
      found.add(
          rejected(
              set,
              gatewayOf(set) + " allows no ListenerSets of this namespace",
              "Allow them in the Gateway's spec.allowedListeners."));
    } else if (attachment == Attachment.PARENT_NOT_ACCEPTED) {
      found.add(rejected(set, gatewayOf(set) + " is not accepted", "Correct the Gateway."));
    } else if (!listeners.isKnown(set.owner())) {
      found.add(
          rejected(
              set,
              "there is no " + gatewayOf(set),
              "Correct the name or namespace, or define the Gateway."));
    }
  }

  private static String gatewayOf(ListenerSet set) {
    return "Gateway " + set.gatewayNamespace() + "/" + set.gateway();
  }

  private static Diagnostic rejected(ListenerSet set, String why, String fix) {
    return Diagnostic.of(
        Code.LISTENER_SET_REJECTED,
        set.origin().at("spec").at("parentRef").at("name"),
        why + ", so none of the listeners is served",
        fix);
  }
}
