package dev.signalbox.controlplane.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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

  /** Wide characters take two columns, combining marks none, an emoji of several parts two. */
  @Test
  void columnsAlignWithWideNames() {
    String table =
        new TextTable("NAME", "PORT")
            .row("予約サービス", "80")
            .row("👩‍💻🚂", "81")
            .row("e\u0301te", "82")
            .row("☁️", "83")
            .toString();
    assertThat(table)
        .isEqualTo(
            """
            NAME           PORT
            予約サービス   80
            👩‍💻🚂           81
            e\u0301te            82
            ☁️             83
            """);
  }

  @Test
  void aTableCanDoWithoutItsHeader() {
    TextTable table = new TextTable("NAME", "PORT");
    table.add(List.of("a", "80"));
    assertThat(table.withoutHeader()).isEqualTo("a      80\n");
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
