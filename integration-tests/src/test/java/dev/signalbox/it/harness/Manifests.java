package dev.signalbox.it.harness;

import com.google.common.collect.ImmutableList;
import java.util.Collection;

/** The manifests that many tests begin with. */
public final class Manifests {
  public static final String DOCUMENT_END = "---\n";

  /** Everyone to v1, but the user jason to v2, as Istio's tutorials have it. */
  public static final String JASON_TO_V2 =
      """
      apiVersion: networking.istio.io/v1alpha3
      kind: VirtualService
      metadata:
        name: reviews
      spec:
        hosts:
        - reviews
        http:
        - match:
          - headers:
              end-user:
                exact: jason
          route:
          - destination:
              host: reviews
              subset: v2
        - route:
          - destination:
              host: reviews
              subset: v1
      """;

  private Manifests() {}

  /** A Service with one port, whose name tells the protocol, and its instances. */
  public static String service(
      String name, String portName, int port, Collection<Instance> instances) {
    ImmutableList.Builder<String> documents = ImmutableList.builder();
    documents.add(
        """
        apiVersion: v1
        kind: Service
        metadata:
          name: %1$s
        spec:
          selector:
            app: %1$s
          ports:
          - name: %2$s
            port: %3$d
        """
            .formatted(name, portName, port));
    instances.forEach(instance -> documents.add(workload(name, portName, instance)));
    return String.join(DOCUMENT_END, documents.build());
  }

  /** The same objects in a namespace. */
  public static String in(String namespace, String manifests) {
    return manifests.replace("metadata:\n", "metadata:\n  namespace: " + namespace + "\n");
  }

  private static String workload(String service, String portName, Instance instance) {
    return """
    apiVersion: networking.istio.io/v1
    kind: WorkloadEntry
    metadata:
      name: %1$s-%2$s
    spec:
      address: %3$s
      ports:
        %4$s: %5$d
      labels:
        app: %1$s
        version: %2$s
    """
        .formatted(service, instance.version(), instance.address(), portName, instance.port());
  }

  /** A DestinationRule with a subset for each version, named after it. */
  public static String subsets(String host, String... versions) {
    StringBuilder text =
        new StringBuilder(
            """
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata:
              name: %1$s
            spec:
              host: %1$s
              subsets:
            """
                .formatted(host));
    for (String version : versions) {
      text.append(subset(version, version));
    }
    return text.toString();
  }

  /** One entry of a DestinationRule's subsets. */
  public static String subset(String name, String version) {
    return """
      - name: %s
        labels:
          version: %s
    """
        .formatted(name, version);
  }

  /** A VirtualService that sends everything to one subset. */
  public static String allTo(String host, String subset) {
    return """
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata:
      name: %1$s
    spec:
      hosts:
      - %1$s
      http:
      - route:
        - destination:
            host: %1$s
            subset: %2$s
    """
        .formatted(host, subset);
  }

  /** A VirtualService that gives a share of the requests, in percent, to v1 and the rest to v3. */
  public static String reviewsV1AndV3(int shareOfV1) {
    return """
    apiVersion: networking.istio.io/v1alpha3
    kind: VirtualService
    metadata:
      name: reviews
    spec:
      hosts:
      - reviews
      http:
      - route:
        - destination:
            host: reviews
            subset: v1
          weight: %d
        - destination:
            host: reviews
            subset: v3
          weight: %d
    """
        .formatted(shareOfV1, 100 - shareOfV1);
  }
}
