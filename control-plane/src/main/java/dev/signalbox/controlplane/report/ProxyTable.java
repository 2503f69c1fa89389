package dev.signalbox.controlplane.report;

import static java.util.stream.Collectors.joining;

import dev.signalbox.proto.admin.v1.ProxyStatus;
import dev.signalbox.proto.admin.v1.TypeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** A row a proxy. */
public final class ProxyTable {
  private static final List<String> COLUMNS =
      List.of("NAME", "CLUSTER", "CONTROL PLANE", "VERSION", "SUBSCRIBED TYPES");
  private static final List<String> TYPES = List.of("CDS", "LDS", "EDS", "RDS");
  private static final String NONE = "-";

  private ProxyTable() {}

  public static String of(List<ProxyStatus> proxies) {
    TextTable table = new TextTable(COLUMNS);
    proxies.forEach(proxy -> table.add(cells(proxy).toList()));
    return table.toString();
  }

  /** With a column a type. */
  public static String verbose(List<ProxyStatus> proxies, Instant now) {
    TextTable table = new TextTable(Stream.concat(COLUMNS.stream(), TYPES.stream()).toList());
    for (ProxyStatus proxy : proxies) {
      Stream<String> types = TYPES.stream().map(type -> typeCell(proxy, type, now));
      table.add(Stream.concat(cells(proxy), types).toList());
    }
    return table.toString();
  }

  private static Stream<String> cells(ProxyStatus proxy) {
    return Stream.of(
            proxy.getName() + "." + proxy.getNamespace(),
            proxy.getClusterId(),
            proxy.getControlPlane(),
            proxy.getVersion(),
            subscribed(proxy))
        .map(cell -> cell.isEmpty() ? NONE : cell);
  }

  private static String subscribed(ProxyStatus proxy) {
    List<String> asked =
        TYPES.stream().filter(type -> status(proxy, type).getSubscribed()).toList();
    return asked.stream().collect(joining(",", asked.size() + " (", ")"));
  }

  private static String typeCell(ProxyStatus proxy, String type, Instant now) {
    TypeStatus status = status(proxy, type);
    String label = ProxyReport.label(status.getStatus());
    return status.hasAckedAt()
        ? label + " (" + age(Duration.between(ProxyReport.ackTime(status), now)) + ")"
        : label;
  }

  private static TypeStatus status(ProxyStatus proxy, String type) {
    return proxy.getTypesList().stream()
        .filter(status -> status.getType().equals(type))
        .findFirst()
        .orElseGet(
            () -> TypeStatus.newBuilder().setStatus(TypeStatus.Status.STATUS_NOT_SENT).build());
  }

  /** The two largest units, as kubectl shows ages. */
  static String age(Duration age) {
    Duration positive = age.isNegative() ? Duration.ZERO : age;
    if (positive.toDays() > 0) {
      return positive.toDays() + "d" + positive.toHoursPart() + "h";
    }
    if (positive.toHours() > 0) {
      return positive.toHours() + "h" + positive.toMinutesPart() + "m";
    }
    return positive.toMinutes() > 0
        ? positive.toMinutes() + "m" + positive.toSecondsPart() + "s"
        : positive.toSeconds() + "s";
  }
}
