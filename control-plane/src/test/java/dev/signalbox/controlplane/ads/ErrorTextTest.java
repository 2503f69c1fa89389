package dev.signalbox.controlplane.ads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTextTest {

  /** Route configurations are called by ports, and Envoy's texts are full of numbers. */
  @ParameterizedTest
  @CsvSource({
    "'Only unique domains in route 80', '80'",
    "'name: \"9080\" virtual_hosts { weight { value: 80 } }', '9080'",
    "'invalid weight 80', ''",
    "'Error adding/updating cluster(s) a: x, a.b: y', 'a a.b'",
  })
  void namesWhatIsAtFault(String text, String names) {
    List<String> known = List.of("80", "9080", "a", "a.b");
    assertThat(String.join(" ", ErrorText.blame(text, known).keySet())).isEqualTo(names);
  }
}
