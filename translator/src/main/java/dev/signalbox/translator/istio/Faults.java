package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.VirtualService;
import dev.signalbox.translator.manifest.VirtualService.HttpFaultInjection;
import dev.signalbox.translator.model.Fault;
import dev.signalbox.translator.model.Fraction;
import java.time.Duration;
import java.util.Optional;

/** http[].fault. */
final class Faults {
  private static final int LOWEST_STATUS = 200;
  private static final int HIGHEST_STATUS = 599;

  /** By number: https://github.com/grpc/grpc/blob/master/doc/statuscodes.md */
  private static final ImmutableList<String> GRPC_STATUSES =
      ImmutableList.of(
          "OK",
          "CANCELLED",
          "UNKNOWN",
          "INVALID_ARGUMENT",
          "DEADLINE_EXCEEDED",
          "NOT_FOUND",
          "ALREADY_EXISTS",
          "PERMISSION_DENIED",
          "RESOURCE_EXHAUSTED",
          "FAILED_PRECONDITION",
          "ABORTED",
          "OUT_OF_RANGE",
          "UNIMPLEMENTED",
          "INTERNAL",
          "UNAVAILABLE",
          "DATA_LOSS",
          "UNAUTHENTICATED");

  private final Diagnostics diagnostics;

  private Faults(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Empty if what is written injects nothing. */
  static Optional<Fault> convert(HttpFaultInjection fault, Origin origin, Diagnostics diagnostics) {
    if (fault.delay() == null && fault.abort() == null) {
      diagnostics.add(
          Code.MISSING_FIELD, origin, "the fault has neither delay nor abort", "Add one.");
    }
    Faults faults = new Faults(diagnostics);
    var delay = Optional.ofNullable(fault.delay());
    var abort = Optional.ofNullable(fault.abort());
    Fault converted =
        new Fault(
            delay.flatMap(d -> faults.delay(d, origin.at("delay"))),
            abort.flatMap(a -> faults.abort(a, origin.at("abort"))));
    return converted.delay().isEmpty() && converted.abort().isEmpty()
        ? Optional.empty()
        : Optional.of(converted);
  }

  private Optional<Fault.Delay> delay(VirtualService.Delay delay, Origin origin) {
    if (delay.percent() != null) {
      diagnostics.add(
          Code.DEPRECATED_FIELD, origin.at("percent"), "percent is deprecated", "Use percentage.");
    }
    Fraction fraction =
        Percents.convert(
            delay.percentage(),
            delay.percent(),
            Fraction.NONE,
            origin.at(delay.percentage() == null ? "percent" : "percentage"),
            diagnostics);
    if (delay.exponentialDelay() != null) {
      diagnostics.add(
          Code.UNSUPPORTED_FIELD,
          origin.at("exponentialDelay"),
          "Envoy has no delay that grows",
          "Use fixedDelay.");
      return Optional.empty();
    }
    Optional<Duration> fixed =
        Durations.convert(delay.fixedDelay(), origin.at("fixedDelay"), diagnostics);
    if (fixed.isEmpty()) {
      ignored(origin, "without fixedDelay nothing is delayed", "Add fixedDelay.");
    }
    return fixed.map(duration -> new Fault.Delay(duration, fraction));
  }

  private Optional<Fault.Abort> abort(VirtualService.Abort abort, Origin origin) {
    Fraction fraction =
        Percents.convert(
            abort.percentage(), null, Fraction.NONE, origin.at("percentage"), diagnostics);
    if (abort.http2Error() != null) {
      diagnostics.add(
          Code.UNSUPPORTED_FIELD,
          origin.at("http2Error"),
          "Envoy can't end a request with an HTTP/2 error code",
          "Use httpStatus or grpcStatus.");
      return Optional.empty();
    }
    if (abort.grpcStatus() != null) {
      int number = grpcStatus(abort.grpcStatus(), origin.at("grpcStatus"));
      return Optional.of(new Fault.Abort(new Fault.Answer.Grpc(number), fraction));
    }
    if (abort.httpStatus() == null) {
      ignored(
          origin,
          "without httpStatus or grpcStatus nothing is aborted",
          "Add httpStatus or grpcStatus.");
      return Optional.empty();
    }
    checkStatus(abort.httpStatus(), origin.at("httpStatus"));
    return Optional.of(new Fault.Abort(new Fault.Answer.Http(abort.httpStatus()), fraction));
  }

  private int grpcStatus(String name, Origin origin) {
    int number = GRPC_STATUSES.indexOf(name);
    if (number < 0) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          "\"" + name + "\" is not a status of gRPC",
          "Use one of " + String.join(", ", GRPC_STATUSES) + ".");
    }
    return Math.max(0, number);
  }

  private void checkStatus(int status, Origin origin) {
    if (status < LOWEST_STATUS || status > HIGHEST_STATUS) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          status + " is not an answer's status",
          "Use " + LOWEST_STATUS + " to " + HIGHEST_STATUS + ".");
    }
  }

  private void ignored(Origin origin, String message, String fix) {
    diagnostics.add(Code.WITHOUT_EFFECT, origin, message, fix);
  }
}
