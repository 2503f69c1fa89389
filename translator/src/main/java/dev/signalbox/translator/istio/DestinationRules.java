package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.DestinationRule;
import dev.signalbox.translator.manifest.DestinationRule.TrafficPolicy;
import dev.signalbox.translator.manifest.DestinationRule.WorkloadSelector;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.HostPolicy;
import dev.signalbox.translator.model.HostPolicy.LoadBalancing;
import dev.signalbox.translator.model.HostPolicy.Subset;
import dev.signalbox.translator.model.Precedence;
import dev.signalbox.translator.model.Visibility;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** https://istio.io/latest/docs/reference/config/networking/destination-rule */
public final class DestinationRules {
  private static final Pattern DNS_LABEL =
      Pattern.compile("[a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?");

  private DestinationRules() {}

  public static ImmutableList<Element> convert(
      DestinationRule manifest, Origin id, Diagnostics diagnostics) {
    DestinationRule.Spec spec = manifest.spec();
    if (spec == null) {
      return ImmutableList.of();
    }
    Origin origin = id.at("spec");
    if (!Hosts.isValid(spec.host()) && !spec.host().isEmpty()) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at("host"),
          "\"" + spec.host() + "\" is not a host name",
          "Write a DNS name or *.name.");
    }
    checkSelector(spec.workloadSelector(), origin.at("workloadSelector"), diagnostics);
    checkPolicy(spec.trafficPolicy(), origin.at("trafficPolicy"), diagnostics);
    return ImmutableList.of(
        new HostPolicy(
            id,
            new Precedence(manifest.metadata().creationTimestamp(), id.namespace(), id.name()),
            Hosts.resolve(spec.host(), id.namespace()),
            visibility(spec, origin, diagnostics),
            Optional.ofNullable(spec.workloadSelector()).map(WorkloadSelector::matchLabels),
            loadBalancing(spec.trafficPolicy(), origin.at("trafficPolicy"), diagnostics),
            subsets(spec, origin.at("subsets"), diagnostics)));
  }

  /** A rule for some workloads is for those of its own namespace. */
  private static Visibility visibility(
      DestinationRule.Spec spec, Origin origin, Diagnostics diagnostics) {
    Visibility written = ExportTo.rules(spec.exportTo(), origin.at("exportTo"), diagnostics);
    if (spec.workloadSelector() == null) {
      return written;
    }
    Visibility own = new Visibility(ImmutableSortedSet.of(Visibility.OWN));
    Visibility named = new Visibility(ImmutableSortedSet.of(origin.namespace()));
    if (!written.or(own).equals(own) && !written.equals(named)) {
      diagnostics.add(
          Code.CONFLICTING_FIELDS,
          origin.at("exportTo"),
          "a rule with a workloadSelector is for its own namespace",
          "Remove exportTo or the workloadSelector.");
    }
    return own;
  }

  private static ImmutableList<Subset> subsets(
      DestinationRule.Spec spec, Origin origin, Diagnostics diagnostics) {
    ImmutableList.Builder<Subset> subsets = ImmutableList.builder();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < spec.subsets().size(); i++) {
      DestinationRule.Subset subset = spec.subsets().get(i);
      checkSubset(subset, origin.at(i), diagnostics);
      if (!DNS_LABEL.matcher(subset.name()).matches()) {
        diagnostics.add(
            Code.INVALID_VALUE,
            origin.at(i).at("name"),
            "\"" + subset.name() + "\" is not a subset name",
            "Use letters, digits and dashes.");
      } else if (!names.add(subset.name())) {
        diagnostics.add(
            Code.CONFLICTING_FIELDS,
            origin.at(i).at("name"),
            "the subset " + subset.name() + " stands twice",
            "Rename or remove one of them.");
      } else if (!diagnostics.hasErrorIn(origin.at(i).at("labels"))) {
        subsets.add(
            new Subset(
                origin.at(i),
                subset.name(),
                subset.labels(),
                loadBalancing(
                    subset.trafficPolicy(), origin.at(i).at("trafficPolicy"), diagnostics)));
      }
    }
    return subsets.build();
  }

  private static void checkSubset(
      DestinationRule.Subset subset, Origin origin, Diagnostics diagnostics) {
    checkPolicy(subset.trafficPolicy(), origin.at("trafficPolicy"), diagnostics);
    subset.labels().forEach((k, v) -> Names.checkLabel(k, v, origin.at("labels"), diagnostics));
    if (subset.labels().isEmpty() && !diagnostics.hasErrorIn(origin.at("labels"))) {
      diagnostics.add(
          Code.SUBSET_WITHOUT_LABELS,
          origin,
          "the subset " + subset.name() + " has no labels, and so all endpoints",
          "Add labels, if it isn't meant so.");
    }
  }

  private static void checkSelector(
      @Nullable WorkloadSelector selector, Origin origin, Diagnostics diagnostics) {
    if (selector != null && selector.matchLabels().isEmpty()) {
      diagnostics.add(
          Code.SELECTS_ALL,
          origin,
          "the workloadSelector has no labels and selects all workloads",
          "Add labels, or remove it.");
    }
  }

  private static void checkPolicy(
      @Nullable TrafficPolicy policy, Origin origin, Diagnostics diagnostics) {
    if (policy != null && policy.loadBalancer() == null && !diagnostics.hasErrorIn(origin)) {
      diagnostics.add(
          Code.MISSING_FIELD,
          origin,
          "the trafficPolicy has nothing in it",
          "Add loadBalancer, or remove it.");
    }
  }

  private static LoadBalancing loadBalancing(
      @Nullable TrafficPolicy policy, Origin origin, Diagnostics diagnostics) {
    String simple =
        policy == null || policy.loadBalancer() == null ? "" : policy.loadBalancer().simple();
    return switch (simple) {
      case "", "UNSPECIFIED" -> LoadBalancing.UNSET;
      case "LEAST_REQUEST", "LEAST_CONN" -> LoadBalancing.LEAST_REQUEST;
      case "RANDOM" -> LoadBalancing.RANDOM;
      case "ROUND_ROBIN" -> LoadBalancing.ROUND_ROBIN;
      case "PASSTHROUGH" -> LoadBalancing.PASSTHROUGH;
      default -> {
        diagnostics.add(
            Code.INVALID_VALUE,
            origin.at("loadBalancer").at("simple"),
            simple + " is not a load balancer",
            "Use LEAST_REQUEST, ROUND_ROBIN, RANDOM or PASSTHROUGH.");
        yield LoadBalancing.UNSET;
      }
    };
  }
}
