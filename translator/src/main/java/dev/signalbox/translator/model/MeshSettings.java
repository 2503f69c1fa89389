package dev.signalbox.translator.model;

/**
 * What holds for the whole mesh: MeshConfig.
 *
 * @param rootNamespace whose DestinationRules and Sidecar hold for all namespaces
 * @param routes how VirtualServices are seen that don't say
 * @param services how services are seen that don't say
 * @param policies how DestinationRules are seen that don't say
 */
public record MeshSettings(
    String rootNamespace, Visibility routes, Visibility services, Visibility policies) {

  public static final MeshSettings DEFAULT =
      new MeshSettings("istio-system", Visibility.PUBLIC, Visibility.PUBLIC, Visibility.PUBLIC);
}
