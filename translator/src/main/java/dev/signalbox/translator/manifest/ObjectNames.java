package dev.signalbox.translator.manifest;

import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Origin;
import java.util.List;
import java.util.regex.Pattern;

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names */
final class ObjectNames {
  private static final int LONGEST = 253;
  private static final String LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
  private static final Pattern NAMESPACE = Pattern.compile(LABEL);
  private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

  private ObjectNames() {}

  static void check(Origin id, List<Diagnostic> diagnostics) {
    Origin metadata = id.at("metadata");
    if (id.name().isEmpty()) {
      diagnostics.add(
          Diagnostic.of(Code.MISSING_FIELD, metadata, "the object has no name", "Add name."));
    } else if (id.name().length() > LONGEST || !NAME.matcher(id.name()).matches()) {
      diagnostics.add(invalid(metadata.at("name"), id.name()));
    }
    if (!NAMESPACE.matcher(id.namespace()).matches()) {
      diagnostics.add(invalid(metadata.at("namespace"), id.namespace()));
    }
  }

  private static Diagnostic invalid(Origin origin, String name) {
    return Diagnostic.of(
        Code.INVALID_VALUE,
        origin,
        "\"" + name + "\" is not an object's name",
        "Use lower-case letters, digits, dashes and, in names, dots.");
  }
}
