package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.Yaml.Entry;
import dev.signalbox.translator.manifest.Yaml.Mapping;
import dev.signalbox.translator.manifest.Yaml.Scalar;
import dev.signalbox.translator.manifest.Yaml.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * sessionPersistence as Gateway API had it before 1.6, with sessionName and cookieConfig: read as
 * if it were written as now.
 */
final class EarlierFields {
  private static final ImmutableSet<String> ROUTES = ImmutableSet.of("HTTPRoute", "GRPCRoute");
  private static final String NAME = "sessionName";
  private static final String CONFIG = "cookieConfig";
  private static final String IDLE = "idleTimeout";

  private final List<Diagnostic> diagnostics;

  private EarlierFields(List<Diagnostic> diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** The same mapping if there is nothing to rename. */
  static Mapping renamed(Mapping object, Origin id, List<Diagnostic> diagnostics) {
    if (!id.group().equals("gateway.networking.k8s.io") || !ROUTES.contains(id.kind())) {
      return object;
    }
    EarlierFields fields = new EarlierFields(diagnostics);
    return in(object, "spec", id, (spec, at) -> in(spec, "rules", at, fields::rules));
  }

  private Yaml rules(Yaml rules, Origin origin) {
    if (!(rules instanceof Sequence sequence)) {
      return rules;
    }
    ImmutableList.Builder<Yaml> items = ImmutableList.builder();
    for (int i = 0; i < sequence.items().size(); i++) {
      Yaml rule = sequence.items().get(i);
      items.add(in(rule, "sessionPersistence", origin.at(i), this::session));
    }
    return new Sequence(sequence.line(), sequence.column(), items.build());
  }

  private Yaml session(Yaml session, Origin origin) {
    if (!(session instanceof Mapping mapping)) {
      return session;
    }
    Map<String, Entry> entries = new LinkedHashMap<>(mapping.entries());
    if (entries.remove(IDLE) != null) {
      diagnostics.add(
          Diagnostic.of(
              Code.FIELD_WITHOUT_EFFECT,
              origin.at(IDLE),
              IDLE + " has no effect: Envoy doesn't know how long a session was idle",
              "Remove it, or use absoluteTimeout with a cookie of lifetimeType Permanent."));
    }
    if (!entries.containsKey("cookie") && !entries.containsKey("header")) {
      rename(mapping, entries, origin);
    }
    return new Mapping(mapping.line(), mapping.column(), ImmutableMap.copyOf(entries));
  }

  private void rename(Mapping mapping, Map<String, Entry> entries, Origin origin) {
    Entry name = entries.remove(NAME);
    Entry config = entries.remove(CONFIG);
    boolean header = ManifestReader.text(mapping, "type").equals("Header");
    String field = header ? "header" : "cookie";
    Map<String, Entry> renamed = new LinkedHashMap<>();
    if (name != null) {
      renamed.put("name", name);
      report(origin.at(field).at("name"), NAME, field + ".name");
    }
    if (config != null && config.value() instanceof Mapping of) {
      renamed.putAll(of.entries());
      report(origin.at(field), CONFIG, field);
    }
    if (!header) {
      // As it was then: the path of the rule's match.
      renamed.put("path", empty(mapping));
    }
    if (!renamed.isEmpty()) {
      Mapping value = new Mapping(mapping.line(), mapping.column(), ImmutableMap.copyOf(renamed));
      entries.put(field, new Entry(mapping.line(), mapping.column(), value));
    }
  }

  private static Entry empty(Mapping at) {
    Scalar value = new Scalar(at.line(), at.column(), Scalar.Type.STRING, "");
    return new Entry(at.line(), at.column(), value);
  }

  private void report(Origin origin, String earlier, String now) {
    diagnostics.add(
        Diagnostic.of(
            Code.DEPRECATED_FIELD,
            origin,
            earlier + " is called " + now + " since Gateway API 1.6",
            "Write " + now + "; both are read."));
  }

  private static Yaml in(
      Yaml node, String key, Origin origin, BiFunction<Yaml, Origin, Yaml> change) {
    return node instanceof Mapping mapping ? in(mapping, key, origin, change) : node;
  }

  private static Mapping in(
      Mapping mapping, String key, Origin origin, BiFunction<Yaml, Origin, Yaml> change) {
    Entry entry = mapping.entries().get(key);
    if (entry == null) {
      return mapping;
    }
    Map<String, Entry> entries = new LinkedHashMap<>(mapping.entries());
    Yaml changed = change.apply(entry.value(), origin.at(key));
    entries.put(key, new Entry(entry.line(), entry.column(), changed));
    return new Mapping(mapping.line(), mapping.column(), ImmutableMap.copyOf(entries));
  }
}
