package dev.signalbox.controlplane.report;

import com.google.common.base.Ascii;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.signalbox.proto.manifests.v1.Manifest;
import dev.signalbox.proto.manifests.v1.ObjectName;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Objects of one kind as kubectl lists them.
 *
 * @param namespaces whether the namespace is a column
 * @param kinds whether names say their kind
 * @param wide whether the file is a column
 * @param headers whether the columns' titles are shown
 */
public record ManifestTable(
    boolean namespaces, boolean kinds, boolean wide, boolean headers, Instant now) {
  private static final String UNKNOWN_AGE = "<unknown>";

  public String of(List<Manifest> manifests) {
    ObjectName first = manifests.getFirst().getObject();
    ManifestColumns columns = ManifestColumns.of(first.getGroup(), first.getKind());
    List<String> header = new ArrayList<>();
    if (namespaces) {
      header.add("NAMESPACE");
    }
    header.add("NAME");
    columns.narrow().forEach(column -> header.add(column.title()));
    header.add("AGE");
    if (wide) {
      columns.wide().forEach(column -> header.add(column.title()));
      header.add("FILE");
    }
    TextTable table = new TextTable(header);
    manifests.forEach(manifest -> table.add(row(manifest, columns)));
    return headers ? table.toString() : table.withoutHeader();
  }

  private List<String> row(Manifest manifest, ManifestColumns columns) {
    JsonObject object = JsonParser.parseString(manifest.getJson()).getAsJsonObject();
    List<String> row = new ArrayList<>();
    if (namespaces) {
      row.add(manifest.getObject().getNamespace());
    }
    row.add((kinds ? label(manifest) + "/" : "") + manifest.getObject().getName());
    columns.narrow().forEach(column -> row.add(column.value().apply(object)));
    row.add(age(ManifestColumns.field(object, "metadata", "creationTimestamp")));
    if (wide) {
      columns.wide().forEach(column -> row.add(column.value().apply(object)));
      row.add(
          manifest.getFile().isEmpty()
              ? "(built in)"
              : manifest.getFile() + ":" + manifest.getLine());
    }
    return row;
  }

  private static String label(Manifest manifest) {
    String group = manifest.getObject().getGroup();
    return Ascii.toLowerCase(manifest.getObject().getKind()) + (group.isEmpty() ? "" : "." + group);
  }

  /** In the largest unit that fits. */
  private String age(@Nullable JsonElement created) {
    try {
      Duration age = Duration.between(Instant.parse(ManifestColumns.text(created)), now);
      if (age.toDays() > 0) {
        return age.toDays() + "d";
      }
      if (age.toHours() > 0) {
        return age.toHours() + "h";
      }
      return age.toMinutes() > 0 ? age.toMinutes() + "m" : age.toSeconds() + "s";
    } catch (DateTimeParseException e) {
      return UNKNOWN_AGE;
    }
  }
}
