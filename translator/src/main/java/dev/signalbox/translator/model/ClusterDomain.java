package dev.signalbox.translator.model;

/** The domain of Kubernetes Services: what a short name is completed with. */
public final class ClusterDomain {
  public static final String NAME = "svc.cluster.local";

  private ClusterDomain() {}

  /** A Service's full name. */
  public static String host(String service, String namespace) {
    return service + "." + namespace + "." + NAME;
  }
}
