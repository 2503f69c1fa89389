package dev.signalbox.translator.manifest;

import java.util.Map;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.JsonSchema;
import org.snakeyaml.engine.v2.schema.Schema;

/**
 * For writing YAML: puts in quotes each string that kubectl, or Envoy, would read as another type.
 */
public final class KubectlSchema implements Schema {
  private final Schema json = new JsonSchema();

  @Override
  public ScalarResolver getScalarResolver() {
    ScalarResolver resolver = json.getScalarResolver();
    return (text, implicit) -> {
      Tag tag = resolver.resolve(text, implicit);
      boolean misread = implicit && tag.equals(Tag.STR) && !ScalarTypes.isPlainString(text);
      return misread ? Tag.BINARY : tag;
    };
  }

  @Override
  public Map<Tag, ConstructNode> getSchemaTagConstructors() {
    return json.getSchemaTagConstructors();
  }
}
