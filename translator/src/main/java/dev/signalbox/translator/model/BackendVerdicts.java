package dev.signalbox.translator.model;

import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.Attachments.Attachment;
import dev.signalbox.translator.model.RouteAction.Forward;
import dev.signalbox.translator.model.RouteReferences.Problem;
import dev.signalbox.translator.model.RouteStatus.Condition;
import java.util.Optional;

/** Which backends of a route get requests. */
final class BackendVerdicts {
  private final RouteReferences references;
  private final RouteFindings findings;

  BackendVerdicts(RouteReferences references, RouteFindings findings) {
    this.references = references;
    this.findings = findings;
  }

  /** The condition ResolvedRefs. */
  Condition resolvedRefs(Attachment attachment) {
    Optional<Problem> first = Optional.empty();
    for (AttachedRoute.Entry entry : attachment.route().entries()) {
      if (entry.rule().action() instanceof Forward forward) {
        weights(entry.rule(), forward);
        for (RouteAction.WeightedDestination backend : forward.destinations()) {
          Optional<Problem> problem = problem(attachment, backend.destination(), backend.origin());
          first = first.or(() -> problem);
        }
        for (RouteAction.Mirror mirror : forward.allMirrors().toList()) {
          Optional<Problem> problem = problem(attachment, mirror.destination(), mirror.origin());
          first = first.or(() -> problem);
        }
      }
    }
    return first
        .map(Problem::unresolved)
        .map(why -> new Condition("ResolvedRefs", false, why.reason().label(), why.message()))
        .orElseGet(() -> new Condition("ResolvedRefs", true, "ResolvedRefs", ""));
  }

  /** One without a weight that stands alone would get everything from Linkerd. */
  private void weights(RouteRule rule, Forward forward) {
    boolean none =
        !forward.destinations().isEmpty()
            && forward.destinations().stream().allMatch(one -> one.weight() == 0);
    if (none) {
      findings.report(
          Code.NO_WEIGHT,
          rule.origin().at("backendRefs"),
          (forward.destinations().size() == 1 ? "the only backend has" : "all backends have")
              + " the weight 0, so all requests are answered with an error",
          "Give one of them a weight.");
    }
  }

  private Optional<Problem> problem(
      Attachment attachment, RouteAction.Destination destination, Origin origin) {
    Optional<Problem> problem =
        references.problem(attachment.route(), attachment.parent(), destination);
    problem.ifPresent(found -> report(found, origin));
    return problem;
  }

  private void report(Problem problem, Origin backend) {
    findings.report(
        problem.code(),
        problem.field().isEmpty() ? backend : backend.at(problem.field()),
        problem.unresolved().message(),
        problem.fix());
  }
}
