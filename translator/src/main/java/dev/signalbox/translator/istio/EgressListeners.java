package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Values;
import dev.signalbox.translator.manifest.Sidecar.Egress;
import dev.signalbox.translator.manifest.Sidecar.Port;
import dev.signalbox.translator.model.Protocol;
import dev.signalbox.translator.model.Sidecar.CaptureMode;
import dev.signalbox.translator.model.Sidecar.Import;
import dev.signalbox.translator.model.Sidecar.ListenPort;
import dev.signalbox.translator.model.Visibility;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A Sidecar's listeners for calls to services. One with an error is left out: a part of what it
 * should let through would be worse than what the proxy has without it.
 */
final class EgressListeners {
  private static final String EVERYTHING = "*/*";

  private final Diagnostics diagnostics;
  private final Set<String> places = new HashSet<>();

  private EgressListeners(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  static ImmutableList<dev.signalbox.translator.model.Sidecar.Egress> convert(
      ImmutableList<Egress> listeners, Origin origin, Diagnostics diagnostics) {
    EgressListeners egress = new EgressListeners(diagnostics);
    var converted = ImmutableList.<dev.signalbox.translator.model.Sidecar.Egress>builder();
    for (int i = 0; i < listeners.size(); i++) {
      Egress listener = listeners.get(i);
      if (listener.port() == null && i < listeners.size() - 1) {
        diagnostics.add(
            Code.CONFLICTING_FIELDS,
            origin.at(i),
            "the listener without a port is for all that the others leave; it comes last",
            "Move it to the end, and have one of its kind.");
      }
      var result = egress.convert(listener, origin.at(i));
      if (!diagnostics.hasErrorIn(origin.at(i))) {
        converted.add(result);
      }
    }
    return converted.build();
  }

  private dev.signalbox.translator.model.Sidecar.Egress convert(Egress listener, Origin origin) {
    CaptureMode capture = Sidecars.captureMode(listener.captureMode(), origin, diagnostics);
    Optional<ListenPort> port =
        Optional.ofNullable(listener.port())
            .map(written -> port(written, listener.bind(), capture, origin));
    return new dev.signalbox.translator.model.Sidecar.Egress(
        origin, port, listener.bind(), capture, hosts(listener.hosts(), origin.at("hosts")));
  }

  private ListenPort port(Port port, String bind, CaptureMode capture, Origin origin) {
    Protocol protocol = Sidecars.protocol(port, origin.at("port"), diagnostics);
    Names.isPortName(port.name(), origin.at("port").at("name"), diagnostics);
    if (port.number() == 0) {
      if (Sidecars.isSocket(bind, origin.at("bind"), diagnostics)
          && capture == CaptureMode.IPTABLES) {
        diagnostics.add(
            Code.CONFLICTING_FIELDS,
            origin.at("captureMode"),
            "no connection to a unix socket is intercepted",
            "Use NONE.");
      }
    } else {
      Values.isPort(port.number(), origin.at("port").at("number"), diagnostics);
      if (!bind.isEmpty()) {
        Values.isIpAddress(bind, origin.at("bind"), diagnostics);
      }
    }
    String place = port.number() == 0 ? bind : Integer.toString(port.number());
    if (!places.add(place)) {
      diagnostics.add(
          Code.CONFLICTING_FIELDS,
          origin.at("port"),
          "another listener has " + place,
          "Give one of them another port, or merge their hosts.");
    }
    return new ListenPort(port.number(), protocol, Sidecars.isProxy(port.protocol()));
  }

  private ImmutableList<Import> hosts(ImmutableList<String> hosts, Origin origin) {
    if (hosts.isEmpty() && !diagnostics.hasErrorIn(origin)) {
      diagnostics.add(
          Code.MISSING_FIELD, origin, "there is no host", "Add one, such as ./* or */*.");
    }
    ImmutableList.Builder<Import> imports = ImmutableList.builder();
    Set<Import> seen = new HashSet<>();
    for (int i = 0; i < hosts.size(); i++) {
      String entry = hosts.get(i);
      int slash = entry.indexOf('/');
      Import read =
          new Import(
              entry.substring(0, Math.max(slash, 0)),
              entry.substring(slash + 1).toLowerCase(Locale.ROOT));
      if (!isNamespace(read.namespace()) || !Hosts.isQualified(read.host())) {
        invalid(entry, origin.at(i));
      } else {
        String namespace = read.namespace().equals(".") ? origin.namespace() : read.namespace();
        boolean covered =
            seen.contains(new Import(namespace, "*")) || seen.contains(new Import("*", "*"));
        if (!seen.add(new Import(namespace, read.host())) || covered) {
          repeated(entry, origin.at(i));
        }
        imports.add(read);
      }
    }
    checkEverything(hosts, origin);
    return imports.build();
  }

  private static boolean isNamespace(String name) {
    return Visibility.isName(name);
  }

  private void invalid(String entry, Origin origin) {
    diagnostics.add(
        Code.INVALID_VALUE,
        origin,
        "\"" + entry + "\" is not namespace/host",
        "Write a namespace, ., * or ~, a slash, and a DNS name, *.name or *.");
  }

  private void repeated(String entry, Origin origin) {
    diagnostics.add(Code.REPEATED_HOST, origin, entry + " is already there", "Remove one of them.");
  }

  private void checkEverything(ImmutableList<String> hosts, Origin origin) {
    int index = hosts.indexOf(EVERYTHING);
    if (index >= 0 && hosts.size() > 1) {
      diagnostics.add(
          Code.REPEATED_HOST,
          origin.at(index),
          "*/* is all that there is, the others change nothing",
          "Remove it, or the others.");
    }
  }
}
