package dev.signalbox.translator.diagnostics;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;

/** Every kind of finding. Codes are stable and never reused. */
public enum Code {
  UNREADABLE("SB1001", Severity.ERROR, Scope.OBJECT, "The file or document can't be read"),
  WRONG_TYPE("SB1002", Severity.ERROR, Scope.OBJECT, "The value has the wrong type", "IST0106"),
  UNKNOWN_FIELD("SB1003", Severity.WARNING, Scope.OBJECT, "The field is unknown", "IST0133"),
  UNKNOWN_FIELD_IN_MATCH(
      "SB1004", Severity.ERROR, Scope.OBJECT, "A match has an unknown field", "IST0106"),
  MISSING_FIELD("SB1005", Severity.ERROR, Scope.OBJECT, "A required field is missing", "IST0106"),
  NOT_SUPPORTED_YET("SB1006", Severity.ERROR, Scope.OBJECT, "The field is not supported yet"),
  INVALID_VALUE("SB1007", Severity.ERROR, Scope.OBJECT, "The value is not allowed", "IST0106"),
  INVALID_REGEX(
      "SB1008", Severity.ERROR, Scope.OBJECT, "The regular expression is not RE2", "IST0106"),
  CONFLICTING_FIELDS(
      "SB1009", Severity.ERROR, Scope.OBJECT, "Fields exclude each other", "IST0106"),
  DUPLICATE_OBJECT("SB1010", Severity.ERROR, Scope.MESH, "Two objects have the same name"),
  UNSUPPORTED_VERSION(
      "SB1011", Severity.ERROR, Scope.OBJECT, "The API version of the kind is unknown"),
  UNSUPPORTED_PROTOCOL("SB1012", Severity.WARNING, Scope.OBJECT, "The protocol is not proxied"),
  LAST_GOOD_STATE(
      "SB1013", Severity.INFO, Scope.OBJECT, "The last good state is in force since a restart"),
  MASS_DELETION("SB1014", Severity.WARNING, Scope.MESH, "A mass deletion is held back"),
  STATE_NOT_SAVED("SB1015", Severity.WARNING, Scope.MESH, "The last good state can't be saved"),
  DEPRECATED_FIELD("SB1021", Severity.WARNING, Scope.OBJECT, "The field is deprecated", "IST0002"),
  WITHOUT_EFFECT("SB1022", Severity.WARNING, Scope.OBJECT, "The field changes nothing"),
  UNSUPPORTED_FIELD("SB1023", Severity.ERROR, Scope.OBJECT, "Envoy has nothing for the field"),
  LARGE_BODY("SB1026", Severity.WARNING, Scope.OBJECT, "The body is large"),
  UNREACHABLE_RULE(
      "SB1024", Severity.WARNING, Scope.OBJECT, "No request reaches the rule", "IST0130"),
  INEFFECTIVE_MATCH(
      "SB1025", Severity.WARNING, Scope.OBJECT, "No request is left for the match", "IST0131"),
  PARTIAL_WILDCARD(
      "SB1031", Severity.WARNING, Scope.OBJECT, "The * stands for a part of a label", "IST0133"),
  SELECTS_ALL(
      "SB1032", Severity.WARNING, Scope.OBJECT, "The selector selects everything", "IST0133"),
  UNUSUAL_SELECTOR(
      "SB1033", Severity.WARNING, Scope.OBJECT, "The resolution goes without a selector"),
  REPEATED_DESTINATION(
      "SB1051", Severity.WARNING, Scope.OBJECT, "Two destinations are the same", "KIA1105"),
  SINGLE_WEIGHT(
      "SB1052", Severity.WARNING, Scope.OBJECT, "The only destination has a weight", "KIA1104"),
  SUBSET_WITHOUT_LABELS(
      "SB1053", Severity.WARNING, Scope.OBJECT, "The subset has no labels", "KIA0209"),

  REPEATED_HOST("SB1041", Severity.WARNING, Scope.OBJECT, "The host is already there"),
  SELECTS_EVERYTHING(
      "SB1042", Severity.WARNING, Scope.OBJECT, "The selector selects all workloads"),
  NOT_APPLIED("SB1043", Severity.WARNING, Scope.OBJECT, "The mesh's setting has no effect yet"),

  OUT_OF_RANGE("SB1101", Severity.ERROR, Scope.OBJECT, "The number is out of range", "IST0106"),
  WRONG_SIZE(
      "SB1102",
      Severity.ERROR,
      Scope.OBJECT,
      "The value is too short, long, few or many",
      "IST0106"),
  WRONG_FORM("SB1103", Severity.ERROR, Scope.OBJECT, "The text has the wrong form", "IST0106"),
  DUPLICATE_ITEM(
      "SB1104", Severity.ERROR, Scope.OBJECT, "Two items of the list are the same", "IST0106"),
  SCHEMA_RULE(
      "SB1105", Severity.ERROR, Scope.OBJECT, "A rule of the kind's schema is broken", "IST0106"),

  HOST_NOT_FOUND(
      "SB2001", Severity.ERROR, Scope.MESH, "The host is not known", "IST0101", "KIA1101"),
  SUBSET_NOT_FOUND(
      "SB2002", Severity.ERROR, Scope.MESH, "The subset is not defined", "IST0101", "KIA1107"),
  PORT_NOT_FOUND("SB2003", Severity.ERROR, Scope.MESH, "The host lacks the port", "IST0101"),
  PORT_REQUIRED(
      "SB2004", Severity.ERROR, Scope.MESH, "The host has several ports; name one", "IST0112"),
  GATEWAY_NOT_FOUND(
      "SB2005", Severity.ERROR, Scope.MESH, "The gateway is not known", "IST0101", "KIA1102"),
  CONFLICTING_HOST(
      "SB2006",
      Severity.ERROR,
      Scope.MESH,
      "Two objects route the same host",
      "IST0109",
      "KIA1106"),
  DUPLICATE_SERVICE(
      "SB2007", Severity.ERROR, Scope.MESH, "Two objects define the same host", "KIA1211"),
  CONFLICTING_PROTOCOL(
      "SB2031",
      Severity.WARNING,
      Scope.MESH,
      "Two objects declare different protocols for a port",
      "IST0177",
      "KIA1212"),
  UNUSED_ENDPOINT("SB2032", Severity.WARNING, Scope.MESH, "A service leaves out an endpoint"),
  ALIAS_WITHOUT_HOST("SB2033", Severity.WARNING, Scope.MESH, "The external name is no known host"),
  NEEDS_INTERCEPTION(
      "SB2034",
      Severity.INFO,
      Scope.MESH,
      "The service is only reached by proxies that intercept connections"),
  NOT_FOR_CLIENT("SB2035", Severity.INFO, Scope.MESH, "A kind of client can't use the service"),
  CONFLICTING_SERVER(
      "SB2036", Severity.ERROR, Scope.MESH, "Two servers of gateways exclude each other"),
  CONFLICTING_PORT(
      "SB2008", Severity.ERROR, Scope.MESH, "Two services want the same address and port"),
  HOST_NOT_IN_GATEWAY(
      "SB2009", Severity.WARNING, Scope.MESH, "The gateway doesn't serve the host", "IST0132"),
  HOST_NOT_COMPLETED(
      "SB2011",
      Severity.WARNING,
      Scope.MESH,
      "The host is another name of a service, which the rules don't reach"),
  DELEGATE_NOT_FOUND("SB2021", Severity.ERROR, Scope.MESH, "There is no such delegate", "IST0101"),
  DELEGATE_RULE_DROPPED(
      "SB2022", Severity.WARNING, Scope.MESH, "A delegate's rule isn't within its root's match"),
  UNUSED_DELEGATE(
      "SB2023", Severity.WARNING, Scope.MESH, "Nobody delegates to a VirtualService without hosts"),
  CONFLICTING_SIDECAR(
      "SB2041",
      Severity.ERROR,
      Scope.MESH,
      "Two Sidecars are for the same workloads",
      "IST0110",
      "IST0111"),
  NO_LOCAL_ENDPOINT(
      "SB2042", Severity.ERROR, Scope.MESH, "An ingress has no place to send its calls to"),
  IGNORED_MESH_CONFIG(
      "SB2044", Severity.WARNING, Scope.MESH, "Another object has the mesh's settings"),
  UNKNOWN_EGRESS_HOST(
      "SB2043",
      Severity.WARNING,
      Scope.MESH,
      "An egress host matches nothing",
      "IST0101",
      "KIA1004"),
  SUBSET_WITHOUT_ENDPOINTS(
      "SB2051",
      Severity.WARNING,
      Scope.MESH,
      "No endpoint has the subset's labels",
      "IST0173",
      "KIA0203"),
  REPEATED_SERVER(
      "SB2052",
      Severity.WARNING,
      Scope.MESH,
      "Two Gateways serve the same host on the same port",
      "IST0145",
      "KIA0301"),
  UNKNOWN_RULE_HOST(
      "SB2010",
      Severity.WARNING,
      Scope.MESH,
      "The rule's host matches no service",
      "IST0174",
      "KIA0202"),

  PARENT_NOT_FOUND("SB2501", Severity.ERROR, Scope.MESH, "The route's parent doesn't exist"),
  PARENT_UNUSABLE("SB2502", Severity.ERROR, Scope.MESH, "The route's parent can't have the route"),
  UNSUPPORTED_PARENT(
      "SB2503", Severity.WARNING, Scope.OBJECT, "The route's parent is of a kind without routes"),
  REFERENCE_NOT_PERMITTED(
      "SB2504", Severity.ERROR, Scope.MESH, "No ReferenceGrant permits the reference"),
  UNSUPPORTED_BACKEND(
      "SB2505", Severity.ERROR, Scope.MESH, "The backend is of a kind that gets no requests"),
  ROUTE_OVERRIDDEN("SB2506", Severity.WARNING, Scope.MESH, "Another object comes before the route"),
  CONSUMER_ROUTE(
      "SB2507", Severity.INFO, Scope.OBJECT, "The route concerns its own namespace's clients only"),
  CONSUMER_REPLACES_PRODUCER(
      "SB2508",
      Severity.WARNING,
      Scope.MESH,
      "The route replaces those of the Service's namespace"),
  HOSTNAMES_WITHOUT_EFFECT(
      "SB2509", Severity.WARNING, Scope.OBJECT, "Hostnames have no effect on a Service's requests"),
  REPEATED_CONDITION(
      "SB2510", Severity.WARNING, Scope.OBJECT, "A match names a header or parameter twice"),
  FIELD_WITHOUT_EFFECT("SB2511", Severity.WARNING, Scope.OBJECT, "The field has no effect here"),
  LINKERD_ORDER(
      "SB2513", Severity.INFO, Scope.MESH, "Linkerd's proxy would try the rules in another order"),
  BAD_ANNOTATION(
      "SB2550",
      Severity.WARNING,
      Scope.OBJECT,
      "The annotation can't be read, so it has no effect"),
  ANNOTATIONS_OVERRIDDEN(
      "SB2551",
      Severity.WARNING,
      Scope.MESH,
      "Another object comes before a Service's annotations"),
  SHORT_TIMEOUT(
      "SB2553", Severity.WARNING, Scope.OBJECT, "The timeout is shorter than its retries need"),
  RETRIED_METHOD(
      "SB2554", Severity.WARNING, Scope.OBJECT, "A request is retried that isn't idempotent"),
  MIRRORED_TO_ITSELF(
      "SB2555", Severity.WARNING, Scope.OBJECT, "Requests are mirrored to where they go anyway"),
  NO_WEIGHT("SB2556", Severity.WARNING, Scope.MESH, "No backend has a weight"),
  APPROXIMATED("SB2552", Severity.INFO, Scope.OBJECT, "Envoy comes close, but not all the way"),
  UNSUPPORTED_FILTER(
      "SB2560", Severity.ERROR, Scope.OBJECT, "The backend's filter is of a kind that isn't known"),
  UNSUPPORTED_LISTENER(
      "SB2512", Severity.WARNING, Scope.OBJECT, "The listener's protocol is not supported yet"),
  CONFLICTING_LISTENER("SB2520", Severity.ERROR, Scope.MESH, "Two listeners exclude each other"),
  LISTENER_SET_REJECTED(
      "SB2521", Severity.ERROR, Scope.MESH, "The ListenerSet has no Gateway that takes it"),
  UNSUPPORTED_ADDRESS(
      "SB2522", Severity.ERROR, Scope.MESH, "A Gateway's address is of an unsupported type"),
  UNSUPPORTED_PARAMETERS(
      "SB2523", Severity.ERROR, Scope.MESH, "A Gateway or its class refers to parameters"),
  UNSUPPORTED_ROUTE_KIND(
      "SB2524", Severity.WARNING, Scope.OBJECT, "A listener can't have such routes"),
  UNKNOWN_GATEWAY_CLASS("SB2525", Severity.INFO, Scope.MESH, "The Gateway's class is not known");

  private final String id;
  private final Severity severity;
  private final Scope scope;
  private final String title;
  private final ImmutableList<String> like;

  Code(String id, Severity severity, Scope scope, String title, String... like) {
    this.id = id;
    this.severity = severity;
    this.scope = scope;
    this.title = title;
    this.like = ImmutableList.copyOf(Arrays.asList(like));
  }

  public String id() {
    return id;
  }

  public Severity severity() {
    return severity;
  }

  public Scope scope() {
    return scope;
  }

  public String title() {
    return title;
  }

  /** The page that says more, in the project's folder. */
  public String page() {
    return "docs/codes/" + id + ".md";
  }

  /** The codes of istioctl (IST) and Kiali (KIA) for the same thing. */
  public ImmutableList<String> like() {
    return like;
  }
}
