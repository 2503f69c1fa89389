package dev.signalbox.translator.gatewayapi;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.signalbox.translator.check.HeaderNames;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.RouteFilter.Header;
import dev.signalbox.translator.manifest.RouteFilter.HeaderModifier;
import dev.signalbox.translator.model.HeaderChanges.Operations;
import java.util.Locale;
import java.util.TreeMap;

/** requestHeaderModifier and responseHeaderModifier. */
final class HeaderModifiers {
  private static final String HOST = "host";
  private static final String AUTHORITY = ":authority";

  private final boolean response;
  private final Diagnostics diagnostics;

  HeaderModifiers(boolean response, Diagnostics diagnostics) {
    this.response = response;
    this.diagnostics = diagnostics;
  }

  Operations convert(HeaderModifier modifier, Origin origin) {
    ImmutableList.Builder<String> removed = ImmutableList.builder();
    for (int i = 0; i < modifier.remove().size(); i++) {
      String name = name(modifier.remove().get(i), origin.at("remove").at(i));
      if (name.equals(AUTHORITY)) {
        hostStays(origin.at("remove").at(i));
      } else {
        removed.add(name);
      }
    }
    return new Operations(
        values(modifier.set(), origin.at("set")),
        values(modifier.add(), origin.at("add")),
        removed.build());
  }

  /** Of equal names the first one counts, as the API says. */
  private ImmutableSortedMap<String, String> values(ImmutableList<Header> headers, Origin origin) {
    TreeMap<String, String> byName = new TreeMap<>();
    for (int i = 0; i < headers.size(); i++) {
      Header header = headers.get(i);
      String name = name(header.name(), origin.at(i).at("name"));
      if (name.equals(AUTHORITY) && response) {
        hostStays(origin.at(i).at("name"));
      } else {
        checkValue(header.value(), origin.at(i).at("value"));
        byName.putIfAbsent(name, literal(header.value()));
      }
    }
    return ImmutableSortedMap.copyOf(byName);
  }

  private String name(String name, Origin origin) {
    HeaderNames.check(name, origin, diagnostics);
    if (name.startsWith(":")) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          name + " is no header",
          "Change the path and host by URLRewrite, or set Host.");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.equals(HOST) ? AUTHORITY : lower;
  }

  private void hostStays(Origin origin) {
    diagnostics.add(
        Code.INVALID_VALUE,
        origin,
        response ? "a response has no host" : "a request needs its host",
        "Set it on the request, or leave it.");
  }

  private void checkValue(String value, Origin origin) {
    if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 127)) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          "the value has a control character, such as a line break",
          "Write it on one line, without | or >.");
    }
  }

  /** Envoy takes a single % for the start of a command. */
  private static String literal(String value) {
    return value.replace("%", "%%");
  }
}
