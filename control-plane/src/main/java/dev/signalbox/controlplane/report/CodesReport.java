package dev.signalbox.controlplane.report;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Code;
import java.util.Arrays;
import java.util.List;

/** The list of all codes. */
public final class CodesReport {

  /** One code. */
  public record Item(String code, String title, String level, List<String> like, String page) {
    static Item of(Code code) {
      return new Item(code.id(), code.title(), code.severity().label(), code.like(), code.page());
    }

    private String line() {
      String others = like.isEmpty() ? "" : " (" + String.join(", ", like) + ")";
      return "%s  %-7s  %s%s  %s%n".formatted(code, level, title, others, page);
    }
  }

  public static final ImmutableList<Item> ITEMS =
      Arrays.stream(Code.values()).map(Item::of).collect(ImmutableList.toImmutableList());

  private CodesReport() {}

  public static String table() {
    return ITEMS.stream().map(Item::line).collect(joining());
  }
}
