package dev.signalbox.translator.annotations;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.ObjectMeta;
import dev.signalbox.translator.model.ClusterDomain;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.Precedence;
import dev.signalbox.translator.model.ServicePolicy;
import dev.signalbox.translator.model.TimeLimits;

/** What Linkerd reads of a Service's annotations; what it can't read it leaves out. */
public final class ServiceAnnotations {
  private static final String LOAD_BIASER = "balancer.alpha.linkerd.io/penalize-failures";

  private ServiceAnnotations() {}

  public static ImmutableList<Element> convert(
      ObjectMeta metadata, Origin id, Diagnostics diagnostics) {
    ImmutableMap<String, String> values = metadata.annotations();
    RequestAnnotations requests =
        new RequestAnnotations(values, id, Code.BAD_ANNOTATION, diagnostics);
    Annotations annotations = new Annotations(values, id, Code.BAD_ANNOTATION, diagnostics);
    if (annotations.has(LOAD_BIASER)) {
      annotations.report(
          Code.FIELD_WITHOUT_EFFECT,
          LOAD_BIASER,
          "the annotation has no effect: Envoy doesn't weigh endpoints by their answers",
          "Use " + FailureAccrualAnnotations.MODE + ".");
    }
    ServicePolicy policy =
        new ServicePolicy(
            id,
            new Precedence(metadata.creationTimestamp(), id.namespace(), id.name()),
            ClusterDomain.host(id.name(), id.namespace()),
            requests.limits(TimeLimits.NONE),
            requests.retry(RequestAnnotations.Kind.HTTP),
            requests.retry(RequestAnnotations.Kind.GRPC),
            new FailureAccrualAnnotations(annotations).convert());
    return policy.limitsRequests() || policy.accrual().isPresent()
        ? ImmutableList.of(policy)
        : ImmutableList.of();
  }
}
