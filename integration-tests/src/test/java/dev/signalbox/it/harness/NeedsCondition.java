package dev.signalbox.it.harness;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Decides for {@link Needs}. */
final class NeedsCondition implements ExecutionCondition {
  /** Looked for once. */
  private static final Map<Tool, Optional<String>> MISSING = new ConcurrentHashMap<>();

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<String> missing =
        AnnotationSupport.findAnnotation(context.getElement(), Needs.class).stream()
            .flatMap(needs -> Arrays.stream(needs.value()))
            .flatMap(tool -> MISSING.computeIfAbsent(tool, Tool::missing).stream())
            .findFirst();
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("everything is there");
    }
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException("With CI=true nothing is skipped: " + missing.get());
    }
    return ConditionEvaluationResult.disabled(missing.get());
  }
}
