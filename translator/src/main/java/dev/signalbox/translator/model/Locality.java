package dev.signalbox.translator.model;

import java.util.Comparator;

/** Where an endpoint runs. */
public record Locality(String region, String zone, String subZone) implements Comparable<Locality> {
  public static final Locality NONE = new Locality("", "", "");

  private static final Comparator<Locality> ORDER =
      Comparator.comparing(Locality::region)
          .thenComparing(Locality::zone)
          .thenComparing(Locality::subZone);

  /** Istio's region/zone/subzone. */
  public static Locality parse(String text) {
    String[] parts = text.split("/", 3);
    return new Locality(
        parts[0], parts.length > 1 ? parts[1] : "", parts.length > 2 ? parts[2] : "");
  }

  /** Istio's label istio-locality, in which dots may stand for slashes. */
  public static Locality ofLabel(String text) {
    return parse(text.contains("/") ? text : text.replace('.', '/'));
  }

  @Override
  public int compareTo(Locality other) {
    return ORDER.compare(this, other);
  }
}
