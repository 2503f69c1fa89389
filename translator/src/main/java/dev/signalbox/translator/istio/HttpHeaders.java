package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.signalbox.translator.check.HeaderNames;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.VirtualService.HeaderOperations;
import dev.signalbox.translator.manifest.VirtualService.Headers;
import dev.signalbox.translator.model.HeaderChanges;
import dev.signalbox.translator.model.HeaderChanges.Operations;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The headers blocks of routes and destinations. */
final class HttpHeaders {
  private static final String AUTHORITY = ":authority";

  private HttpHeaders() {}

  static HeaderChanges convert(@Nullable Headers headers, Origin origin, Diagnostics diagnostics) {
    if (headers == null) {
      return HeaderChanges.NONE;
    }
    return new HeaderChanges(
        operations(headers.request(), origin.at("request"), diagnostics),
        response(headers.response(), origin.at("response"), diagnostics));
  }

  private static Operations response(
      @Nullable HeaderOperations operations, Origin origin, Diagnostics diagnostics) {
    Operations converted = operations(operations, origin, diagnostics);
    if (converted.set().containsKey(AUTHORITY) || converted.add().containsKey(AUTHORITY)) {
      diagnostics.add(
          Code.INVALID_VALUE, origin, "a response has no host", "Change it on the request.");
    }
    return converted;
  }

  private static Operations operations(
      @Nullable HeaderOperations operations, Origin origin, Diagnostics diagnostics) {
    if (operations == null) {
      return Operations.NONE;
    }
    return new Operations(
        values(operations.set(), origin.at("set"), diagnostics),
        values(operations.add(), origin.at("add"), diagnostics),
        names(operations.removed(), origin.at("remove"), diagnostics));
  }

  private static ImmutableSortedMap<String, String> values(
      ImmutableMap<String, String> values, Origin origin, Diagnostics diagnostics) {
    TreeMap<String, String> byName = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          checkName(name, origin.atKey(name), diagnostics);
          HeaderValues.check(value, origin.atKey(name), diagnostics);
          if (byName.put(canonical(name), value) != null) {
            diagnostics.add(
                Code.CONFLICTING_FIELDS,
                origin.atKey(name),
                name + " stands twice",
                "Keep one of them; case doesn't count, and host is :authority.");
          }
        });
    return ImmutableSortedMap.copyOf(byName);
  }

  static boolean isAuthority(String name) {
    return canonical(name).equals(AUTHORITY);
  }

  private static String canonical(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.equals("host") ? AUTHORITY : lower;
  }

  private static ImmutableList<String> names(
      ImmutableList<String> names, Origin origin, Diagnostics diagnostics) {
    for (int i = 0; i < names.size(); i++) {
      checkName(names.get(i), origin.at(i), diagnostics);
      if (names.get(i).startsWith(":") || names.get(i).equalsIgnoreCase("host")) {
        diagnostics.add(
            Code.INVALID_VALUE,
            origin.at(i),
            names.get(i) + " can't be removed",
            "Set it, or use rewrite.authority.");
      }
    }
    return names.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .sorted()
        .collect(ImmutableList.toImmutableList());
  }

  private static void checkName(String name, Origin origin, Diagnostics diagnostics) {
    if (!name.startsWith(":")) {
      HeaderNames.check(name, origin, diagnostics);
    } else if (!name.equalsIgnoreCase(AUTHORITY)) {
      diagnostics.add(
          Code.INVALID_VALUE, origin, name + " can't be changed", "Only :authority can.");
    }
  }
}
