package dev.signalbox.it.harness;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides for {@link Needs}. */
final class NeedsCondition implements ExecutionCondition {
  private static final Logger log = LoggerFactory.getLogger(NeedsCondition.class);

  /** Looked for once. */
  private static final Map<Tool, Optional<String>> MISSING = new ConcurrentHashMap<>();

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<String> missing =
        AnnotationSupport.findRepeatableAnnotations(context.getElement(), Needs.class).stream()
            .flatMap(needs -> MISSING.computeIfAbsent(needs.value(), Tool::missing).stream())
            .findFirst();
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("everything is there");
    }
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException("With CI=true nothing is skipped: " + missing.get());
    }
    // Surefire doesn't print why a whole class is skipped.
    log.warn("{} is skipped. {}", context.getDisplayName(), missing.get());
    return ConditionEvaluationResult.disabled(missing.get());
  }
}
