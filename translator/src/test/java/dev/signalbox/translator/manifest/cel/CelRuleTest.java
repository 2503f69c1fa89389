package dev.signalbox.translator.manifest.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the language's specification says of the part that we have. */
class CelRuleTest {
  private static final Map<String, Object> SELF =
      Map.of(
          "name",
          "abc",
          "empty",
          "",
          "port",
          80L,
          "share",
          0.5,
          "tls",
          true,
          "ports",
          List.of(Map.of("number", 1L), Map.of("number", 2L), Map.of("number", 1L)),
          "labels",
          Map.of("app", "a", "a/b", "c"),
          "namespace",
          "default");

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          true                                                   ; true
          !self.tls                                              ; false
          has(self.name) && !has(self.other)                     ; true
          has(self.empty)                                        ; true
          self.port == 80.0 && self.port != 81                   ; true
          self.share < 1 && self.port >= 80 && 2 > 1 && 1 <= 1   ; true
          'a' < 'b'                                              ; true
          self.port == 'abc'                                     ; false
          self.other == 1                                        ; false
          self.other == 1 || true                                ; true
          true || self.other == 1                                ; true
          !(self.other == 1 && false)                            ; true
          self.other == 1 && true                                ; false
          self.name in ['abc', "d"] && !(3 in [1, 2])            ; true
          'app' in self.labels                                   ; true
          self.tls ? self.port == 80 : self.other == 1           ; true
          1 + 2 - 3 == 0                                         ; true
          self.name + 'd' == 'abcd'                              ; false
          self.ports.all(p, p.number > 0)                        ; true
          self.ports.exists(p, p.number == 2)                    ; true
          self.ports.exists_one(p, p.number == 1)                ; false
          self.ports.exists_one(p, p.number == 2)                ; true
          self.ports.filter(p, p.number == 1).size() == 2        ; true
          self.ports.all(p, self.ports.exists(q, q.number == p.number)) ; true
          self.ports[1].number == 2                              ; true
          self.ports[3].number == 2                              ; false
          self.labels.all(key, key.split('/')[0].size() == 1)    ; false
          size(self.labels) == 2 && size(self.name) == 3         ; true
          self.name.contains('b') && self.name.startsWith('ab') && self.name.endsWith('c') ; true
          self.name.matches('^[a-c]+$') && self.name.matches('b') ; true
          self.name.matches(r'^\\w+$') && self.name.matches(r""\"^a"?bc$""\") ; true
          self.name.matches('(')                                 ; false
          self.name.substring(1) == 'bc' && self.name.substring(1, 2) == 'b' ; true
          self.name.substring(4) == ''                           ; false
          self.__namespace__ == 'default'                        ; true
          duration('1h') > duration('59m59.9s')                  ; true
          duration('1m30s') == duration('90s') && duration('0') < duration('1ns') ; true
          duration('-1s') < duration('0s')                       ; true
          duration('1') == duration('1')                         ; false
          duration('abc') == duration('abc')                     ; false
          duration('999999999999h') > duration('1s')             ; false
          isIP('10.0.0.1') && isIP('::1') && !isIP('a.b')        ; true
          "\\"" == '"' && '\\'' == "'"                           ; true
          self                                                   ; false
          """)
  void holds(String rule, boolean expected) {
    assertThat(CelRule.compile(rule).holds(SELF)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "self.",
        "self.a(",
        "(true",
        "[1, 2",
        "self.map(a, a)",
        "nothing(1)",
        "has(1)",
        "1 ~ 2",
        "a b",
        "'open",
        "size()",
        "self.all(1, true)",
        "",
        "'\\d'"
      })
  void doesNotCompile(String rule) {
    assertThatThrownBy(() -> CelRule.compile(rule)).isInstanceOf(CelException.class);
  }
}
