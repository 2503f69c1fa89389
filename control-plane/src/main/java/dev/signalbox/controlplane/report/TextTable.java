package dev.signalbox.controlplane.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows in columns that are as wide as their widest cell. */
public final class TextTable {
  private static final String ISTIOCTL_GAP = " ".repeat(5);
  private static final String KUBECTL_GAP = " ".repeat(3);

  private final String gap;
  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  /** With columns as far apart as istioctl's. */
  public TextTable(String... header) {
    this(ISTIOCTL_GAP, List.of(header));
  }

  private TextTable(String gap, List<String> header) {
    this.gap = gap;
    this.header = header;
  }

  /** With columns as far apart as kubectl's. */
  public static TextTable likeKubectl(List<String> header) {
    return new TextTable(KUBECTL_GAP, List.copyOf(header));
  }

  /** A cell for each column. Names come from outside: no control character reaches a terminal. */
  public TextTable row(String... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + header);
    }
    rows.add(IntStream.range(0, cells.length).mapToObj(i -> printable(cells[i])).toList());
    return this;
  }

  /** The header too; lines end without blanks. */
  public String text() {
    int[] widths = IntStream.range(0, header.size()).map(column -> width(column)).toArray();
    StringBuilder text = new StringBuilder();
    appendLine(text, header, widths);
    rows.forEach(row -> appendLine(text, row, widths));
    return text.toString();
  }

  private int width(int column) {
    return Math.max(
        length(header.get(column)),
        rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0));
  }

  private void appendLine(StringBuilder text, List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      line.append(cell).append(" ".repeat(widths[column] - length(cell))).append(gap);
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private static String printable(String cell) {
    StringBuilder printable = new StringBuilder();
    cell.codePoints()
        .forEach(c -> printable.appendCodePoint(Character.isISOControl(c) ? '\uFFFD' : c));
    return printable.toString();
  }
}
