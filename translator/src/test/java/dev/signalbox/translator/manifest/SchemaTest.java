package dev.signalbox.translator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.Yaml.Mapping;
import dev.signalbox.translator.manifest.schema.CrdSchema;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each sort of demand that a schema makes, on kinds that make it. */
class SchemaTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          VirtualService | hosts: a                                  | spec.hosts SB1002 must be a list, is the string "a"
          VirtualService | hosts: [1]                                | spec.hosts[0] SB1002 must be a string, is the number 1
          VirtualService | hosts: [null]                             | spec.hosts[0] SB1002 must be a string, is null
          VirtualService | http: [{timeuot: 1s}]                     | spec.http[0].timeuot SB1003 unknown field timeuot
          VirtualService | http: [{timeout: 1us}]                    | spec.http[0].timeout SB1105 is not a duration of 1ms or more
          VirtualService | http: [{timeout: soon}]                   | spec.http[0].timeout SB1105 is not a duration of 1ms or more
          VirtualService | http: [{match: [{port: -1}]}]             | spec.http[0].match[0].port SB1101 -1 is less than 0
          VirtualService | http: [{match: [{port: 4294967296}]}]     | spec.http[0].match[0].port SB1101 4294967296 is more than 4294967295
          VirtualService | http: [{match: [{port: 1.5}]}]            | spec.http[0].match[0].port SB1002 must be an integer, is the number 1.5
          VirtualService | http: [{mirrorPercentage: {value: high}}] | spec.http[0].mirrorPercentage.value SB1002 must be a number, is the string "high"
          VirtualService | http: [{redirect: {derivePort: FROM}}]    | spec.http[0].redirect.derivePort SB1007 "FROM" is not allowed here
          VirtualService | http: [{redirect: {port: 1, derivePort: FROM_REQUEST_PORT}}] | spec.http[0].redirect SB1009 port and derivePort exclude each other
          VirtualService | http: [{directResponse: {}}]              | spec.http[0].directResponse SB1005 the field status is required
          VirtualService | http: [{directResponse: {status: 200, body: {bytes: '?'}}}] | spec.http[0].directResponse.body.bytes SB1103 "?" is not base64
          ServiceEntry   | ports: []                                 | spec SB1005 the field hosts is required
          ServiceEntry   | hosts: []                                 | spec.hosts SB1102 hosts is empty
          ServiceEntry   | hosts: ["*"]                              | spec.hosts[0] SB1105 a host can't be * alone
          ServiceEntry   | {hosts: [a], ports: [{number: 1, name: a}, {number: 1, name: b}]} | spec.ports SB1105 two ports have the same number
          ServiceEntry   | {hosts: [a], ports: [{number: 1, name: a}, {number: 2, name: a}]} | spec.ports[1] SB1104 the item is the same as item 0 in name
          ServiceEntry   | {hosts: [a], endpoints: [{address: "unix://a/"}], resolution: STATIC} | spec.endpoints[0].address SB1105 a Unix domain socket must have an absolute path or be an abstract one;spec.endpoints[0].address SB1105 a Unix domain socket is no folder
          ServiceEntry   | {hosts: [a], addresses: [10.0.0.0/8], resolution: DNS} | spec SB1105 a CIDR block among addresses goes with the resolutions NONE and STATIC only
          DestinationRule | {host: a, trafficPolicy: {loadBalancer: {simple: RANDOM, consistentHash: {useSourceIp: true, httpHeaderName: x}}}} | spec.trafficPolicy.loadBalancer SB1009 simple and consistentHash exclude each other;spec.trafficPolicy.loadBalancer.consistentHash SB1009 httpHeaderName and useSourceIp exclude each other
          """)
  void finds(String kind, String spec, String expected) {
    assertThat(found("networking.istio.io", kind, "v1", spec))
        .containsExactlyInAnyOrderElementsOf(Splitter.on(';').split(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {rules: [{matches: [{path: {value: a}}]}]} | spec.rules[0].matches[0].path SB1105 the path isn't in its normal form
          {hostnames: [A.example]}                   | spec.hostnames[0] SB1103 "A.example" hasn't the form that is wanted
          {rules: [{backendRefs: [{name: a}]}]}      | spec.rules[0].backendRefs[0] SB1105 the reference to a Service has no port
          {rules: [{filters: [{type: RequestMirror}]}]} | spec.rules[0].filters[0] SB1105 the type is RequestMirror, but requestMirror is missing
          {parentRefs: [{name: a}, {name: a}]}       | spec.parentRefs SB1105 two references name the same parent
          {rules: [{matches: [{headers: [{name: a, value: b}, {name: a, value: c}]}]}]} | spec.rules[0].matches[0].headers[1] SB1104 the item is the same as item 0 in name
          {rules: [{timeouts: {request: 1s, backendRequest: 2s}}]} | spec.rules[0].timeouts SB1105 the timeout of a try is longer than the request's
          """)
  void findsInHttpRoutes(String spec, String expected) {
    assertThat(found("gateway.networking.k8s.io", "HTTPRoute", "v1", spec))
        .containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{addresses: [{type: IPAddress, value: a.b}]}",
        "{addresses: [{value: 300.1.1.1}]}",
      })
  void alternatives(String spec) {
    String gateway = "{gatewayClassName: a, listeners: [{name: a, port: 1, protocol: HTTP}], ";
    List<String> found =
        found("gateway.networking.k8s.io", "Gateway", "v1", gateway + spec.substring(1));
    assertThat(found).hasSize(1);
    assertThat(found.get(0)).startsWith("spec.addresses[0].value SB1103");
  }

  @ParameterizedTest
  @CsvSource({
    "gateway.networking.k8s.io, v1, 302, '{type=PathPrefix, value=/}'",
    "policy.linkerd.io, v1beta2, 302, '{type=PathPrefix, value=/}'",
  })
  void defaultsAreThoseOfTheVersion(String group, String version, String status, String path) {
    Mapping filled =
        schema(group, "HTTPRoute", version)
            .withDefaults(object("{rules: [{matches: [{}], filters: [{requestRedirect: {}}]}]}"));
    assertThat(text(filled, "spec", "rules", "0", "filters", "0", "requestRedirect", "statusCode"))
        .isEqualTo(status);
    assertThat(text(filled, "spec", "rules", "0", "matches", "0", "path", "type"))
        .isEqualTo("PathPrefix");
    assertThat(path).contains(text(filled, "spec", "rules", "0", "matches", "0", "path", "value"));
  }

  private static String text(Yaml node, String... path) {
    Yaml at = node;
    for (String step : path) {
      at =
          switch (at) {
            case Yaml.Sequence sequence -> sequence.items().get(Integer.parseInt(step));
            case Mapping mapping ->
                mapping.entries().entrySet().stream()
                    .filter(entry -> entry.getKey().equals(step))
                    .map(entry -> entry.getValue().value())
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + step));
            case Yaml.Scalar scalar -> throw new AssertionError("no " + step);
          };
    }
    return at instanceof Yaml.Scalar scalar ? scalar.text() : at.describe();
  }

  private static List<String> found(String group, String kind, String version, String spec) {
    CrdSchema schema = schema(group, kind, version);
    return schema.check(schema.withDefaults(object(spec)), new Origin(kind, "", "", "")).stream()
        .map(SchemaTest::line)
        .collect(Collectors.toList());
  }

  private static String line(Diagnostic d) {
    assertThat(d.fix()).isNotEmpty();
    return d.origin().path() + " " + d.code().id() + " " + d.message();
  }

  private static CrdSchema schema(String group, String kind, String version) {
    return Crds.find(group, kind, version).orElseThrow();
  }

  private static Mapping object(String spec) {
    try {
      String braced = spec.startsWith("{") ? spec : "{" + spec + "}";
      return (Mapping) YamlReader.read("metadata: {name: a}\nspec: " + braced, 1).orElseThrow();
    } catch (UnreadableException e) {
      throw new AssertionError(e);
    }
  }
}
