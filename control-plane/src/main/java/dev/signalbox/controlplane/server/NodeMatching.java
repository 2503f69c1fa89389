package dev.signalbox.controlplane.server;

import com.google.common.base.Ascii;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.type.matcher.v3.NodeMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StructMatcher;
import io.envoyproxy.envoy.type.matcher.v3.ValueMatcher;
import java.util.List;

/** Which nodes a CSDS request means. */
final class NodeMatching {

  private NodeMatching() {}

  /** Any of the matchers, or all nodes if there is none. */
  static boolean matches(List<NodeMatcher> matchers, Node node) {
    return matchers.isEmpty() || matchers.stream().anyMatch(matcher -> matches(matcher, node));
  }

  private static boolean matches(NodeMatcher matcher, Node node) {
    return (!matcher.hasNodeId() || matches(matcher.getNodeId(), node.getId()))
        && matcher.getNodeMetadatasList().stream()
            .allMatch(metadata -> matches(metadata, node.getMetadata()));
  }

  private static boolean matches(StructMatcher matcher, Struct metadata) {
    Value value = Value.newBuilder().setStructValue(metadata).build();
    for (StructMatcher.PathSegment segment : matcher.getPathList()) {
      value =
          value.getStructValue().getFieldsOrDefault(segment.getKey(), Value.getDefaultInstance());
    }
    return matches(matcher.getValue(), value);
  }

  private static boolean matches(ValueMatcher matcher, Value value) {
    return switch (matcher.getMatchPatternCase()) {
      case STRING_MATCH ->
          value.hasStringValue() && matches(matcher.getStringMatch(), value.getStringValue());
      case BOOL_MATCH -> value.hasBoolValue() && value.getBoolValue() == matcher.getBoolMatch();
      case NULL_MATCH -> value.hasNullValue();
      case PRESENT_MATCH ->
          (value.getKindCase() != Value.KindCase.KIND_NOT_SET) == matcher.getPresentMatch();
      default ->
          throw new IllegalArgumentException(
              "Node metadata can be matched by string, bool, null and presence only");
    };
  }

  private static boolean matches(StringMatcher matcher, String text) {
    boolean fold = matcher.getIgnoreCase();
    String given = fold ? Ascii.toLowerCase(text) : text;
    return switch (matcher.getMatchPatternCase()) {
      case EXACT -> given.equals(folded(matcher.getExact(), fold));
      case PREFIX -> given.startsWith(folded(matcher.getPrefix(), fold));
      case SUFFIX -> given.endsWith(folded(matcher.getSuffix(), fold));
      case CONTAINS -> given.contains(folded(matcher.getContains(), fold));
      case SAFE_REGEX -> matchesRegex(matcher.getSafeRegex().getRegex(), text);
      default -> throw new IllegalArgumentException("A string matcher needs a pattern");
    };
  }

  private static String folded(String pattern, boolean fold) {
    return fold ? Ascii.toLowerCase(pattern) : pattern;
  }

  private static boolean matchesRegex(String regex, String text) {
    try {
      return Pattern.matches(regex, text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("Not a regular expression: " + regex, e);
    }
  }
}
