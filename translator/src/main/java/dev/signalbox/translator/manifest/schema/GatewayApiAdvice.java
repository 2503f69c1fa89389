package dev.signalbox.translator.manifest.schema;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Gateway API's rules mean, by the words that its schemas have for them. */
final class GatewayApiAdvice {
  private static final String ONE = "Keep one of them.";
  private static final String PREFIX =
      "replacePrefixMatch goes with exactly one match, which is by PathPrefix";
  private static final String PREFIX_FIX =
      "Make a rule of each match, or use ReplaceFullPath instead.";
  private static final String WILDCARD_FIX = "Keep * alone, or only the others.";

  private static final Pattern REPEATED = Pattern.compile("(\\w+) filter cannot be repeated");
  private static final Pattern EXCESS =
      Pattern.compile(
          "(?:filter\\.)?(\\w+) must be nil if (?:the )?(?:filter\\.)?type is not (\\w+)");
  private static final Pattern MISSING =
      Pattern.compile("(?:filter\\.)?(\\w+) must be specified for (\\w+) (?:filter\\.)?type");
  private static final Pattern PATH =
      Pattern.compile(".* (?:when type one of|for types) \\['Exact', 'PathPrefix']");

  private static final ImmutableMap<String, RuleAdvice> KNOWN =
      ImmutableMap.<String, RuleAdvice>builder()
          .put(
              "sectionName or port must be specified when parentRefs includes 2 or more references"
                  + " to the same parent",
              advice(
                  "of the references to one parent, some have sectionName or port and others not",
                  "Give all of them the same of the two, or keep one without."))
          .put(
              "sectionName or port must be unique when parentRefs includes 2 or more references to"
                  + " the same parent",
              advice(
                  "two references name the same parent",
                  "Remove one, or tell them apart by sectionName or port."))
          .put(
              "While 16 rules and 64 matches per rule are allowed, the total number of matches"
                  + " across all rules in a route must be less than 128",
              advice(
                  "the rules have more than 128 matches together",
                  "Make it several routes, or join matches by a regular expression."))
          .put(
              "Rule name must be unique within the route",
              advice("two rules have the same name", "Give each a name of its own."))
          .put(
              "RequestRedirect filter must not be used together with backendRefs",
              advice(
                  "a rule that redirects has no use for backendRefs",
                  "Remove the RequestRedirect filter or the backends."))
          .put(
              "When using RequestRedirect filter with path.replacePrefixMatch, exactly one"
                  + " PathPrefix match must be specified",
              advice(PREFIX, PREFIX_FIX))
          .put(
              "When using URLRewrite filter with path.replacePrefixMatch, exactly one PathPrefix"
                  + " match must be specified",
              advice(PREFIX, PREFIX_FIX))
          .put(
              "Within backendRefs, when using RequestRedirect filter with path.replacePrefixMatch,"
                  + " exactly one PathPrefix match must be specified",
              advice(PREFIX, PREFIX_FIX))
          .put(
              "Within backendRefs, When using URLRewrite filter with path.replacePrefixMatch,"
                  + " exactly one PathPrefix match must be specified",
              advice(PREFIX, PREFIX_FIX))
          .put(
              "Must have port for Service reference",
              advice(
                  "the reference to a Service has no port",
                  "Add port: the Service's, not the targetPort."))
          .put(
              "May specify either httpRouteFilterRequestRedirect or httpRouteFilterRequestRewrite,"
                  + " but not both",
              advice("RequestRedirect and URLRewrite exclude each other", ONE))
          .put(
              "AllowHeaders cannot contain '*' alongside other methods",
              advice("* stands beside other headers", WILDCARD_FIX))
          .put(
              "AllowMethods cannot contain '*' alongside other methods",
              advice("* stands beside other methods", WILDCARD_FIX))
          .put(
              "AllowOrigins cannot contain '*' alongside other origins",
              advice("* stands beside other origins", WILDCARD_FIX))
          .put(
              "Only one of percent or fraction may be specified in HTTPRequestMirrorFilter",
              advice("percent and fraction exclude each other", ONE))
          .put(
              "numerator must be less than or equal to denominator",
              advice("the numerator is greater than the denominator", "Make it smaller."))
          .put(
              "backendRequest timeout cannot be longer than request timeout",
              advice(
                  "the timeout of a try is longer than the request's",
                  "Make it shorter, or request longer."))
          .put(
              "AbsoluteTimeout must be specified when cookie lifetimeType is Permanent",
              advice(
                  "a permanent cookie needs an end",
                  "Add absoluteTimeout, or set lifetimeType to Session."))
          .put(
              "One or both of 'service' or 'method' must be specified",
              advice("neither service nor method is set", "Set one of them."))
          .put(
              "tls must not be specified for protocols ['HTTP', 'TCP', 'UDP']",
              advice(
                  "a listener of HTTP, TCP or UDP has no tls",
                  "Remove tls, or set protocol to HTTPS or TLS."))
          .put(
              "tls mode must be Terminate for protocol HTTPS",
              advice("HTTPS is ended by the Gateway", "Set mode to Terminate, or use TLS."))
          .put(
              "tls mode must be set for protocol TLS",
              advice("a TLS listener has no tls.mode", "Set it to Terminate or Passthrough."))
          .put(
              "hostname must not be specified for protocols ['TCP', 'UDP']",
              advice("a listener of TCP or UDP has no hostname", "Remove it."))
          .put(
              "Listener name must be unique within the Gateway",
              advice("two listeners have the same name", "Give each a name of its own."))
          .put(
              "Combination of port, protocol and hostname must be unique for each listener",
              advice(
                  "two listeners have the same port, protocol and hostname",
                  "Remove one of them, or change one of the three."))
          .put(
              "certificateRefs or options must be specified when mode is Terminate",
              advice("there is no certificate", "Add certificateRefs."))
          .put(
              "IPAddress values must be unique",
              advice("an address is there twice", "Remove one of them."))
          .put(
              "Hostname values must be unique",
              advice("a host name is there twice", "Remove one of them."))
          .buildOrThrow();

  private GatewayApiAdvice() {}

  static Optional<RuleAdvice> find(String message) {
    RuleAdvice known = KNOWN.get(message);
    return known == null ? byForm(message) : Optional.of(known);
  }

  private static Optional<RuleAdvice> byForm(String message) {
    Matcher repeated = REPEATED.matcher(message);
    if (repeated.matches()) {
      return found("there are two " + repeated.group(1) + " filters", "Make them one.");
    }
    Matcher excess = EXCESS.matcher(message);
    if (excess.matches()) {
      String field = excess.group(1);
      String type = excess.group(2);
      return found(
          field + " is there, but the type is not " + type,
          "Set type to " + type + ", or remove " + field + ".");
    }
    Matcher missing = MISSING.matcher(message);
    if (missing.matches()) {
      return found(
          "the type is " + missing.group(2) + ", but " + missing.group(1) + " is missing",
          "Add " + missing.group(1) + ", or change the type.");
    }
    if (message.startsWith("service must only contain") || message.startsWith("method must only")) {
      return found(
          "the " + message.substring(0, message.indexOf(' ')) + " is not a name of gRPC",
          "Write a service as helloworld.Greeter, a method as SayHello, or set type to"
              + " RegularExpression.");
    }
    return PATH.matcher(message).matches()
        ? found(
            "the path isn't in its normal form",
            "Start it with /, encode what isn't allowed in a URL's path, and leave out //, /./,"
                + " /../ and %2F.")
        : Optional.empty();
  }

  private static Optional<RuleAdvice> found(String message, String fix) {
    return Optional.of(advice(message, fix));
  }

  private static RuleAdvice advice(String message, String fix) {
    return new RuleAdvice(message, fix);
  }
}
