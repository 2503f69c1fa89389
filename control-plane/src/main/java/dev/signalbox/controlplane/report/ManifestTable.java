package dev.signalbox.controlplane.report;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.signalbox.proto.manifests.v1.Manifest;
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
  private static final ImmutableSet<String> ROUTES =
      ImmutableSet.of("HTTPRoute", "GRPCRoute", "TCPRoute");
  private static final ImmutableList<String> CONDITIONS =
      ImmutableList.of("Accepted", "ResolvedRefs");
  private static final String UNKNOWN_AGE = "<unknown>";

  /** By kind, the columns between name and age: a title and a field of the spec. */
  private static final ImmutableMap<String, ImmutableMap<String, String>> COLUMNS =
      ImmutableMap.of(
          "VirtualService", ImmutableMap.of("GATEWAYS", "gateways", "HOSTS", "hosts"),
          "DestinationRule", ImmutableMap.of("HOST", "host"),
          "HTTPRoute", ImmutableMap.of("HOSTNAMES", "hostnames"),
          "GRPCRoute", ImmutableMap.of("HOSTNAMES", "hostnames"),
          "ServiceEntry",
              ImmutableMap.of("HOSTS", "hosts", "LOCATION", "location", "RESOLUTION", "resolution"),
          "WorkloadEntry", ImmutableMap.of("ADDRESS", "address"),
          "Service", ImmutableMap.of("TYPE", "type", "CLUSTER-IP", "clusterIP"));

  public String of(List<Manifest> manifests) {
    ImmutableMap<String, String> fields =
        COLUMNS.getOrDefault(manifests.getFirst().getObject().getKind(), ImmutableMap.of());
    List<String> header = new ArrayList<>();
    if (namespaces) {
      header.add("NAMESPACE");
    }
    header.add("NAME");
    header.addAll(fields.keySet());
    header.add("AGE");
    boolean routes = wide && ROUTES.contains(manifests.getFirst().getObject().getKind());
    if (routes) {
      CONDITIONS.forEach(type -> header.add(Ascii.toUpperCase(type)));
    }
    if (wide) {
      header.add("FILE");
    }
    TextTable table = new TextTable(header);
    manifests.forEach(manifest -> table.add(row(manifest, fields, routes)));
    return headers ? table.toString() : table.withoutHeader();
  }

  private List<String> row(Manifest manifest, ImmutableMap<String, String> fields, boolean routes) {
    JsonObject object = JsonParser.parseString(manifest.getJson()).getAsJsonObject();
    List<String> row = new ArrayList<>();
    if (namespaces) {
      row.add(manifest.getObject().getNamespace());
    }
    row.add((kinds ? label(manifest) + "/" : "") + manifest.getObject().getName());
    fields.values().forEach(field -> row.add(text(field(object, "spec", field))));
    row.add(age(field(object, "metadata", "creationTimestamp")));
    if (routes) {
      CONDITIONS.forEach(type -> row.add(condition(object, type)));
    }
    if (wide) {
      row.add(manifest.getFile() + ":" + manifest.getLine());
    }
    return row;
  }

  /** Of each parent: True, or False with the reason. */
  private static String condition(JsonObject object, String type) {
    List<String> texts = new ArrayList<>();
    for (JsonElement parent : array(field(object, "status", "parents"))) {
      for (JsonElement condition : array(parent.getAsJsonObject().get("conditions"))) {
        JsonObject fields = condition.getAsJsonObject();
        if (text(fields.get("type")).equals(type)) {
          String status = text(fields.get("status"));
          texts.add(
              status.equals("True") ? status : status + " (" + text(fields.get("reason")) + ")");
        }
      }
    }
    return String.join(", ", texts);
  }

  private static Iterable<JsonElement> array(@Nullable JsonElement value) {
    return value instanceof JsonArray array ? array : List.of();
  }

  private static String label(Manifest manifest) {
    String group = manifest.getObject().getGroup();
    return Ascii.toLowerCase(manifest.getObject().getKind()) + (group.isEmpty() ? "" : "." + group);
  }

  private static @Nullable JsonElement field(JsonObject object, String outer, String inner) {
    return object.get(outer) instanceof JsonObject fields ? fields.get(inner) : null;
  }

  private static String text(@Nullable JsonElement value) {
    if (value == null || value.isJsonNull()) {
      return "";
    }
    return value.isJsonPrimitive() ? value.getAsString() : value.toString();
  }

  /** In the largest unit that fits. */
  private String age(@Nullable JsonElement created) {
    try {
      Duration age = Duration.between(Instant.parse(text(created)), now);
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
