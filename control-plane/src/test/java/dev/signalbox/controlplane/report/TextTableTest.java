package dev.signalbox.controlplane.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    String table =
        new TextTable("NAME", "PORT")
            .row("a-very-long-name-of-a-service.shop", "80")
            .row("größe", "")
            .toString();
    assertThat(table)
        .isEqualTo(
            """
            NAME                                 PORT
            a-very-long-name-of-a-service.shop   80
            größe
            """);
  }

  @Test
  void noControlCharacterReachesTheTerminal() {
    assertThat(new TextTable("NAME").row("a\u001b[31mb\n").toString())
        .isEqualTo("NAME\na�[31mb�\n");
  }

  @Test
  void everyColumnHasACell() {
    assertThatThrownBy(() -> new TextTable("NAME", "PORT").row("a"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
