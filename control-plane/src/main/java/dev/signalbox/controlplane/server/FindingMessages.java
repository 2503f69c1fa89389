package dev.signalbox.controlplane.server;

import com.google.common.collect.ImmutableList;
import dev.signalbox.proto.admin.v1.Finding.Level;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Place;
import dev.signalbox.translator.diagnostics.Severity;
import java.util.Arrays;
import java.util.Optional;

/** Findings on the wire, and back. */
public final class FindingMessages {
  private FindingMessages() {}

  public static dev.signalbox.proto.admin.v1.Finding of(Finding finding) {
    Diagnostic diagnostic = finding.diagnostic();
    var message =
        dev.signalbox.proto.admin.v1.Finding.newBuilder()
            .setLevel(level(diagnostic.severity()))
            .setCode(diagnostic.code().id())
            .setOrigin(origin(diagnostic.origin()))
            .setMessage(diagnostic.message())
            .setFix(diagnostic.fix());
    finding.related().forEach(place -> message.addRelated(place(place)));
    finding
        .place()
        .ifPresent(
            place -> message.setFile(place.file()).setLine(place.line()).setColumn(place.column()));
    return message.build();
  }

  /** Empty for a code of a newer control plane. */
  public static Optional<Finding> read(dev.signalbox.proto.admin.v1.Finding message) {
    Optional<Place> place =
        message.getLine() == 0
            ? Optional.empty()
            : Optional.of(new Place(message.getFile(), message.getLine(), message.getColumn()));
    return Arrays.stream(Code.values())
        .filter(code -> code.id().equals(message.getCode()))
        .findFirst()
        .map(code -> new Finding(diagnostic(code, message), place, related(message)));
  }

  private static dev.signalbox.proto.admin.v1.Place place(Place place) {
    return dev.signalbox.proto.admin.v1.Place.newBuilder()
        .setFile(place.file())
        .setLine(place.line())
        .setColumn(place.column())
        .build();
  }

  private static ImmutableList<Place> related(dev.signalbox.proto.admin.v1.Finding message) {
    return message.getRelatedList().stream()
        .map(place -> new Place(place.getFile(), place.getLine(), place.getColumn()))
        .collect(ImmutableList.toImmutableList());
  }

  private static Diagnostic diagnostic(Code code, dev.signalbox.proto.admin.v1.Finding message) {
    var origin = message.getOrigin();
    return new Diagnostic(
        code,
        severity(message.getLevel()),
        code.scope(),
        new Origin(origin.getKind(), origin.getNamespace(), origin.getName(), origin.getPath()),
        message.getMessage(),
        message.getFix(),
        ImmutableList.of());
  }

  private static dev.signalbox.proto.origin.v1.Origin origin(Origin origin) {
    return dev.signalbox.proto.origin.v1.Origin.newBuilder()
        .setKind(origin.kind())
        .setNamespace(origin.namespace())
        .setName(origin.name())
        .setPath(origin.path())
        .build();
  }

  private static Level level(Severity severity) {
    return switch (severity) {
      case ERROR -> Level.LEVEL_ERROR;
      case WARNING -> Level.LEVEL_WARNING;
      case INFO -> Level.LEVEL_INFO;
    };
  }

  private static Severity severity(Level level) {
    return switch (level) {
      case LEVEL_WARNING -> Severity.WARNING;
      case LEVEL_INFO -> Severity.INFO;
      default -> Severity.ERROR;
    };
  }
}
