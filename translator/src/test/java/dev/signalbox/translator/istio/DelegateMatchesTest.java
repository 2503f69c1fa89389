package dev.signalbox.translator.istio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.manifest.ManifestReader;
import dev.signalbox.translator.manifest.ParsedFile;
import dev.signalbox.translator.manifest.VirtualService;
import dev.signalbox.translator.manifest.VirtualService.HttpMatchRequest;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a root's and a delegate's match make together, in the terms of a VirtualService. */
class DelegateMatchesTest {
  private static final String CONFLICT = "conflict";

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          []                                   | []                                    | []
          [{port: 80}]                         | []                                    | [{port: 80}]
          []                                   | [{port: 80}]                          | [{port: 80}]
          [{name: a}]                          | [{name: b}]                           | [{name: a-b}]
          [{name: a}]                          | [{}]                                  | [{name: a}]
          [{uri: {prefix: /a}}]                | [{uri: {prefix: /a/b}}]               | [{uri: {prefix: /a/b}}]
          [{uri: {prefix: /a}}]                | [{uri: {prefix: /a}}]                 | [{uri: {prefix: /a}}]
          [{uri: {prefix: /a}}]                | [{uri: {exact: /a/b}}]                | [{uri: {exact: /a/b}}]
          [{uri: {prefix: /a/b}}]              | [{uri: {prefix: /a}}]                 | conflict
          [{uri: {prefix: /a/b}}]              | [{uri: {exact: /a}}]                  | conflict
          [{uri: {exact: /a}}]                 | [{uri: {exact: /a}}]                  | [{uri: {exact: /a}}]
          [{uri: {exact: /a}}]                 | [{uri: {exact: /b}}]                  | conflict
          [{uri: {exact: /a}}]                 | [{uri: {prefix: /a}}]                 | conflict
          [{uri: {regex: /a}}]                 | [{uri: {regex: /a}}]                  | conflict
          [{uri: {regex: /a}}]                 | [{uri: {exact: /a}}]                  | conflict
          [{uri: {prefix: /a}}]                | [{uri: {regex: /a}}]                  | conflict
          [{uri: {regex: /a}}]                 | [{method: {exact: GET}}]              | [{uri: {regex: /a}, method: {exact: GET}}]
          [{uri: {prefix: /a}, ignoreUriCase: true}] | [{uri: {prefix: /a}}]           | conflict
          [{uri: {prefix: /a}, ignoreUriCase: true}] | [{ignoreUriCase: true}]         | [{uri: {prefix: /a}, ignoreUriCase: true}]
          [{scheme: {exact: http}}]            | [{scheme: {exact: https}}]            | conflict
          [{method: {exact: GET}}]             | [{method: {exact: PUT}}]              | conflict
          [{authority: {prefix: a}}]           | [{authority: {prefix: a.b}}]          | [{authority: {prefix: a.b}}]
          [{headers: {a: {exact: x}}}]         | [{headers: {b: {exact: z}}}]          | [{headers: {a: {exact: x}, b: {exact: z}}}]
          [{headers: {a: {prefix: x}}}]        | [{headers: {a: {exact: xy}}}]         | [{headers: {a: {exact: xy}}}]
          [{headers: {a: {exact: x}}}]         | [{headers: {a: {exact: z}}}]          | conflict
          [{headers: {a: {}}}]                 | [{headers: {a: {exact: z}}}]          | conflict
          [{withoutHeaders: {a: {exact: x}}}]  | [{withoutHeaders: {b: {exact: z}}}]   | [{withoutHeaders: {a: {exact: x}, b: {exact: z}}}]
          [{withoutHeaders: {a: {exact: x}}}]  | [{withoutHeaders: {a: {exact: z}}}]   | conflict
          [{headers: {a: {exact: x}}}]         | [{withoutHeaders: {a: {exact: z}}}]   | [{headers: {a: {exact: x}}, withoutHeaders: {a: {exact: z}}}]
          [{queryParams: {a: {exact: x}}}]     | [{queryParams: {b: {exact: z}}}]      | [{queryParams: {a: {exact: x}, b: {exact: z}}}]
          [{queryParams: {a: {exact: x}}}]     | [{queryParams: {a: {exact: z}}}]      | conflict
          [{port: 80}]                         | [{port: 81}]                          | conflict
          [{port: 80}]                         | [{port: 80}]                          | [{port: 80}]
          [{sourceLabels: {a: x}}]             | [{sourceLabels: {b: z}}]              | [{sourceLabels: {a: x, b: z}}]
          [{sourceLabels: {a: x}}]             | [{sourceLabels: {a: z}}]              | conflict
          [{sourceNamespace: x}]               | [{sourceNamespace: x}]                | [{sourceNamespace: x}]
          [{sourceNamespace: x}]               | [{uri: {prefix: /a}}]                 | conflict
          [{}]                                 | [{sourceNamespace: x}]                | [{sourceNamespace: x}]
          [{gateways: [a/b, mesh]}]            | [{gateways: [mesh]}]                  | [{gateways: [mesh]}]
          [{gateways: [a/b]}]                  | [{gateways: [mesh]}]                  | conflict
          [{gateways: [a/b]}]                  | [{}]                                  | [{gateways: [a/b]}]
          [{statPrefix: a}]                    | [{}]                                  | [{statPrefix: a}]
          [{statPrefix: a}]                    | [{statPrefix: b}]                     | [{statPrefix: b}]
          [{uri: {prefix: /a}}, {uri: {prefix: /b}}] | [{uri: {prefix: /b/c}}]         | [{uri: {prefix: /b/c}}]
          [{uri: {prefix: /a}}, {uri: {prefix: /b}}] | [{port: 80}]                    | [{uri: {prefix: /a}, port: 80}, {uri: {prefix: /b}, port: 80}]
          [{uri: {prefix: /a}}]                | [{uri: {prefix: /a/b}}, {uri: {prefix: /c}}] | conflict
          """)
  void narrowsOrConflicts(String root, String delegate, String expected) {
    Optional<ImmutableList<HttpMatchRequest>> merged =
        DelegateMatches.merge(matches(root), matches(delegate));
    assertThat(merged)
        .isEqualTo(expected.equals(CONFLICT) ? Optional.empty() : Optional.of(matches(expected)));
  }

  private static ImmutableList<HttpMatchRequest> matches(String text) {
    ParsedFile file =
        ManifestReader.read(
            "test.yaml",
            """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: test}
            spec: {http: [{match: %s}]}
            """
                .formatted(text));
    VirtualService manifest = (VirtualService) file.documents().get(0).manifest();
    VirtualService.Spec spec = manifest.spec();
    assertNotNull(spec);
    return spec.http().get(0).match();
  }
}
