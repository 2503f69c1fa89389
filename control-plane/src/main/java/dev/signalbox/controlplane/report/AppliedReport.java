package dev.signalbox.controlplane.report;

import com.google.common.base.Ascii;
import dev.signalbox.proto.manifests.v1.ObjectResult;
import dev.signalbox.translator.diagnostics.Finding;
import java.util.List;

/** What apply did, in the shape that scripts rely on: fields may be added, none renamed. */
public record AppliedReport(
    List<FindingsReport.Item> findings, List<FindingsReport.Item> notes, List<Item> objects) {

  /** One object. */
  public record Item(
      String kind, String namespace, String name, String outcome, String file, boolean inForce) {
    static Item of(ObjectResult result) {
      return new Item(
          result.getObject().getKind(),
          result.getObject().getNamespace(),
          result.getObject().getName(),
          Ascii.toLowerCase(result.getOutcome().name()),
          result.getFile(),
          result.getInForce());
    }
  }

  /**
   * A report of one apply.
   *
   * @param refused why objects were refused
   * @param notes what is questionable about those that weren't
   */
  public static AppliedReport of(
      List<Finding> refused, List<Finding> notes, List<ObjectResult> results) {
    return new AppliedReport(
        FindingsReport.of(refused).findings(), FindingsReport.of(notes).findings(), items(results));
  }

  /** What became of objects. */
  public static List<Item> items(List<ObjectResult> results) {
    return results.stream().map(Item::of).toList();
  }
}
