package dev.signalbox.translator.istio;

import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.MatchCoverage;
import dev.signalbox.translator.model.RequestMatch;
import dev.signalbox.translator.model.RouteRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Warns of rules, and of alternatives of them, that earlier ones leave nothing to. */
final class UnreachableRules {
  private final Diagnostics diagnostics;
  private final List<Taken> taken = new ArrayList<>();

  /** What a rule takes. */
  private record Taken(RequestMatch match, Origin rule) {}

  private UnreachableRules(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  static void check(List<RouteRule> rules, Diagnostics diagnostics) {
    UnreachableRules check = new UnreachableRules(diagnostics);
    rules.forEach(check::rule);
  }

  private void rule(RouteRule rule) {
    List<Optional<Taken>> covered = rule.matches().stream().map(this::coveredBy).toList();
    if (!covered.isEmpty() && covered.stream().allMatch(Optional::isPresent)) {
      Origin first = covered.get(0).orElseThrow().rule;
      diagnostics.add(
          Diagnostic.of(
                  Code.UNREACHABLE_RULE,
                  rule.origin(),
                  "no request reaches the rule: " + first.path() + " comes before and takes all",
                  "Put it before that one, or remove it.")
              .relatedTo(first));
    } else {
      for (int i = 0; i < covered.size(); i++) {
        int index = i;
        covered.get(i).ifPresent(by -> ineffective(rule, index, by.rule));
      }
    }
    rule.matches().forEach(match -> taken.add(new Taken(match, rule.origin())));
  }

  private Optional<Taken> coveredBy(RequestMatch match) {
    return taken.stream().filter(t -> MatchCoverage.covers(t.match, match)).findFirst();
  }

  private void ineffective(RouteRule rule, int index, Origin by) {
    diagnostics.add(
        Diagnostic.of(
                Code.INEFFECTIVE_MATCH,
                rule.origin().at("match").at(index),
                "no request is left for it: " + by.path() + " comes before and takes all",
                "Put the rule before that one, or remove the match.")
            .relatedTo(by));
  }
}
