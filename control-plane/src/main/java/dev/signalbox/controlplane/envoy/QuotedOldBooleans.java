package dev.signalbox.controlplane.envoy;

import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.JsonScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/** Puts texts in quotes that YAML 1.1's readers, such as Envoy's, would take for booleans. */
public final class QuotedOldBooleans extends JsonSchema {
  private static final Pattern OLD_BOOLEAN = Pattern.compile("(?i)y|n|yes|no|on|off");

  private final JsonScalarResolver resolver = new JsonScalarResolver();

  public QuotedOldBooleans() {
    resolver.addImplicitResolver(Tag.BOOL, OLD_BOOLEAN, "yYnNoO");
  }

  @Override
  public ScalarResolver getScalarResolver() {
    return resolver;
  }
}
