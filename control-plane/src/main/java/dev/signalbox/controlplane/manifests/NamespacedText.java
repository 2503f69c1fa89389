package dev.signalbox.controlplane.manifests;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.gson.JsonPrimitive;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.diagnostics.Place;
import dev.signalbox.translator.manifest.ManifestText;
import dev.signalbox.translator.manifest.ManifestText.Entry;
import dev.signalbox.translator.manifest.Yaml;
import dev.signalbox.translator.manifest.Yaml.Mapping;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A text whose objects are put into one namespace, each where its metadata begins.
 *
 * @param text with the namespace written in
 * @param addedLines lines of that text that weren't in the given one
 * @param conflicts the objects that say another namespace
 */
record NamespacedText(
    String text, ImmutableList<Integer> addedLines, ImmutableList<Finding> conflicts) {
  private static final String FIELD = "namespace";
  private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9-]*");
  private static final ImmutableSet<String> RESERVED =
      ImmutableSet.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

  /** Unchanged if the namespace is empty. */
  static NamespacedText of(String file, String given, String namespace) {
    if (namespace.isEmpty()) {
      return new NamespacedText(given, ImmutableList.of(), ImmutableList.of());
    }
    ImmutableList<Entry> objects =
        ManifestText.of(given).objects().stream()
            .filter(NamespacedText::isNamespaced)
            .collect(toImmutableList());
    ImmutableList<Finding> conflicts =
        objects.stream()
            .flatMap(object -> conflict(file, object, namespace).stream())
            .collect(toImmutableList());
    return insert(given, objects, namespace, conflicts);
  }

  /** The namespace that an object itself says it is in. */
  private static Optional<Yaml.Scalar> ownNamespace(Entry object) {
    return metadata(object)
        .map(metadata -> metadata.entries().get(FIELD))
        .map(entry -> entry.value())
        .filter(Yaml.Scalar.class::isInstance)
        .map(Yaml.Scalar.class::cast);
  }

  /** A finding in the text, at its place in the given one. */
  Finding asGiven(Finding finding) {
    return new Finding(
        finding.diagnostic(),
        finding.place().map(this::asGiven),
        finding.related().stream().map(this::asGiven).collect(toImmutableList()));
  }

  private Place asGiven(Place place) {
    int added = (int) addedLines.stream().filter(line -> line < place.line()).count();
    return new Place(place.file(), place.line() - added, place.column());
  }

  private static NamespacedText insert(
      String text, List<Entry> objects, String namespace, ImmutableList<Finding> conflicts) {
    List<Yaml.Entry> places = new ArrayList<>();
    for (Entry object : objects) {
      if (ownNamespace(object).isEmpty()) {
        metadata(object).flatMap(NamespacedText::firstKey).ifPresent(places::add);
      }
    }
    StringBuilder result = new StringBuilder(text);
    ImmutableList.Builder<Integer> lines = ImmutableList.builder();
    int added = 0;
    for (Yaml.Entry place : places) {
      if (!isFlow(text, place)) {
        lines.add(place.line() + added++);
      }
    }
    Collections.reverse(places);
    for (Yaml.Entry place : places) {
      int offset = TextPositions.offset(text, place.line(), place.column());
      result.insert(offset, insertion(text, place, namespace));
    }
    return new NamespacedText(result.toString(), lines.build(), conflicts);
  }

  private static String insertion(String text, Yaml.Entry before, String namespace) {
    int offset = TextPositions.offset(text, before.line(), before.column());
    if (isFlow(text, before)) {
      boolean json = text.charAt(offset) == '"';
      String key = json ? "\"" + FIELD + "\"" : FIELD;
      return key + ": " + quoted(namespace) + ", ";
    }
    String lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
    return FIELD + ": " + plain(namespace) + lineEnd + " ".repeat(before.column() - 1);
  }

  private static String plain(String namespace) {
    boolean plain = PLAIN.matcher(namespace).matches() && !RESERVED.contains(namespace);
    return plain ? namespace : quoted(namespace);
  }

  private static String quoted(String namespace) {
    return new JsonPrimitive(namespace).toString();
  }

  /** Whether the key stands in braces. */
  private static boolean isFlow(String text, Yaml.Entry key) {
    int at = TextPositions.offset(text, key.line(), key.column()) - 1;
    while (at >= 0 && Character.isWhitespace(text.charAt(at))) {
      at--;
    }
    return at >= 0 && text.charAt(at) == '{';
  }

  private static Optional<Yaml.Entry> firstKey(Mapping metadata) {
    return metadata.entries().containsKey(FIELD)
        ? Optional.empty()
        : metadata.entries().values().stream().findFirst();
  }

  private static Optional<Finding> conflict(String file, Entry object, String namespace) {
    return ownNamespace(object)
        .filter(own -> !own.text().equals(namespace))
        .map(
            own ->
                new Finding(
                    Diagnostic.of(
                        Code.INVALID_VALUE,
                        object.key().id().at("metadata").at(FIELD),
                        "the object's namespace is \"%s\", the one that was asked for is \"%s\""
                            .formatted(own.text(), namespace),
                        "Leave out one of them."),
                    Optional.of(new Place(file, own.line(), own.column())),
                    ImmutableList.of()));
  }

  private static boolean isNamespaced(Entry object) {
    return !new ResourceKind(object.key().group(), object.key().id().kind()).clusterScoped();
  }

  private static Optional<Mapping> metadata(Entry object) {
    Yaml.Entry entry =
        object.root() instanceof Mapping root ? root.entries().get("metadata") : null;
    return entry != null && entry.value() instanceof Mapping metadata
        ? Optional.of(metadata)
        : Optional.empty();
  }
}
