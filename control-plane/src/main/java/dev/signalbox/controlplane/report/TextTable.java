package dev.signalbox.controlplane.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows in columns that are as wide as their widest cell. */
public final class TextTable {
  private static final String GAP = "   ";

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  public TextTable(List<String> header) {
    this.header = List.copyOf(header);
  }

  public TextTable(String... header) {
    this(List.of(header));
  }

  /** A cell for each column. Names come from outside: no control character reaches a terminal. */
  public void add(List<String> cells) {
    if (cells.size() != header.size()) {
      throw new IllegalArgumentException(cells.size() + " cells for " + header);
    }
    rows.add(cells.stream().map(TextTable::printable).toList());
  }

  public TextTable row(String... cells) {
    add(List.of(cells));
    return this;
  }

  /** The header too; lines end without blanks. */
  @Override
  public String toString() {
    return lines(Stream.concat(Stream.of(header), rows.stream()));
  }

  public String withoutHeader() {
    return lines(rows.stream());
  }

  private String lines(Stream<List<String>> shown) {
    int[] widths = IntStream.range(0, header.size()).map(column -> width(column)).toArray();
    StringBuilder text = new StringBuilder();
    shown.forEach(row -> appendLine(text, row, widths));
    return text.toString();
  }

  private int width(int column) {
    return Math.max(
        length(header.get(column)),
        rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0));
  }

  private static void appendLine(StringBuilder text, List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      line.append(cell).append(" ".repeat(widths[column] - length(cell))).append(GAP);
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private static int length(String cell) {
    return DisplayWidth.of(cell);
  }

  private static String printable(String cell) {
    StringBuilder printable = new StringBuilder();
    cell.codePoints()
        .forEach(c -> printable.appendCodePoint(Character.isISOControl(c) ? '\uFFFD' : c));
    return printable.toString();
  }
}
