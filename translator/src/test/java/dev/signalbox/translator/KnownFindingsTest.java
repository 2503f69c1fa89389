package dev.signalbox.translator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Finding;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What istioctl and Kiali find among Istio's kinds is found here, by the code that names theirs.
 */
class KnownFindingsTest {
  /** reviews has one port and the endpoints of v1, ratings has two ports. */
  private static final String MESH =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: reviews}
      spec: {selector: {app: reviews}, ports: [{name: http, port: 9080}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: ratings}
      spec: {ports: [{name: http, port: 80}, {name: http-b, port: 81}]}
      ---
      apiVersion: networking.istio.io/v1
      kind: WorkloadEntry
      metadata: {name: reviews-v1}
      spec: {address: 10.0.0.1, labels: {app: reviews, version: v1}}
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: reviews}
      spec: {host: reviews, subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]}
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: {name: gw}
      spec:
        selector: {istio: ingressgateway}
        servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [shop.example.com]}]
      ---
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: {name: api}
      spec: {hosts: [api.example.com], resolution: DNS, ports: [{number: 80, name: http, protocol: HTTP}]}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          IST0101 | VirtualService  | {hosts: [reviews], http: [{route: [{destination: {host: nobody}}]}]} | spec.http[0].route[0].destination.host
          KIA1102 | VirtualService  | {hosts: [reviews], gateways: [nobody], http: [{route: [{destination: {host: reviews}}]}]} | spec.gateways[0]
          KIA1107 | VirtualService  | {hosts: [reviews], http: [{route: [{destination: {host: reviews, subset: v9}}]}]} | spec.http[0].route[0].destination.subset
          IST0112 | VirtualService  | {hosts: [reviews], http: [{route: [{destination: {host: ratings}}]}]} | spec.http[0].route[0].destination
          IST0132 | VirtualService  | {hosts: [other.example.com], gateways: [gw], http: [{route: [{destination: {host: reviews}}]}]} | spec.hosts
          IST0173 | VirtualService  | {hosts: [reviews], http: [{route: [{destination: {host: reviews, subset: v2}}]}]} | spec.http[0].route[0].destination.subset
          KIA1104 | VirtualService  | {hosts: [reviews], http: [{route: [{destination: {host: reviews}, weight: 50}]}]} | spec.http[0].route[0].weight
          KIA1104 | VirtualService  | {hosts: [reviews], tcp: [{route: [{destination: {host: reviews}, weight: 50}]}]} | spec.tcp[0].route[0].weight
          KIA1105 | VirtualService  | {hosts: [reviews], http: [{route: [{destination: {host: reviews}, weight: 50}, {destination: {host: reviews}, weight: 50}]}]} | spec.http[0].route[1].destination
          IST0002 | VirtualService  | {hosts: [reviews], gateways: [gw.default], http: [{route: [{destination: {host: reviews}}]}]} | spec.gateways[0]
          IST0130 | VirtualService  | {hosts: [reviews], http: [{route: [{destination: {host: reviews}}]}, {route: [{destination: {host: reviews}}]}]} | spec.http[1]
          IST0174 | DestinationRule | {host: nobody} | spec.host
          KIA0209 | DestinationRule | {host: ratings, subsets: [{name: all}]} | spec.subsets[0]
          IST0145 | Gateway         | {selector: {istio: ingressgateway}, servers: [{port: {number: 80, name: web, protocol: HTTP}, hosts: [shop.example.com]}]} | spec.servers[0].hosts
          IST0177 | ServiceEntry    | {hosts: [api.example.com], resolution: DNS, ports: [{number: 80, name: grpc, protocol: GRPC}]} | ``
          IST0106 | ServiceEntry    | {hosts: [a.example.com], resolution: DNS, addresses: [10.0.0.0/8]} | spec
          """)
  void isFound(String like, String kind, String spec, String path) {
    String object =
        """
        ---
        apiVersion: networking.istio.io/v1
        kind: %s
        metadata: {name: other}
        spec: %s
        """
            .formatted(kind, spec);
    List<String> found =
        findings(MESH + object)
            .filter(diagnostic -> diagnostic.origin().name().equals("other"))
            .filter(diagnostic -> diagnostic.code().like().contains(like))
            .map(diagnostic -> diagnostic.origin().path())
            .toList();
    assertThat(found).anySatisfy(at -> assertThat(at).startsWith(path));
  }

  private static Stream<Diagnostic> findings(String text) {
    ManifestSet manifests = ManifestSet.empty().with("in.yaml", text);
    return Stream.concat(
        manifests.findings().stream().map(Finding::diagnostic),
        new Translator().mesh(manifests).diagnostics().stream());
  }
}
