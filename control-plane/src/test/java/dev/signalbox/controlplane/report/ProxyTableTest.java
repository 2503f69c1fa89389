package dev.signalbox.controlplane.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.signalbox.proto.admin.v1.ProxyStatus;
import dev.signalbox.proto.admin.v1.TypeStatus;
import dev.signalbox.proto.admin.v1.TypeStatus.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyTableTest {
  private static final Instant ACKED = Instant.ofEpochSecond(1_000_000);
  private static final ProxyStatus PROXY =
      ProxyStatus.newBuilder()
          .setName("web")
          .setNamespace("shop")
          .setVersion("1.40.0")
          .setControlPlane("host")
          .addTypes(type("CDS", Status.STATUS_SYNCED).setAckedAt(timestamp()))
          .addTypes(type("EDS", Status.STATUS_STALE))
          .addTypes(type("LDS", Status.STATUS_ERROR).setAckedAt(timestamp()))
          .addTypes(
              TypeStatus.newBuilder().setType("RDS").setStatus(Status.STATUS_NOT_SENT).build())
          .build();

  @Test
  void tellsEachProxyAndItsTypes() {
    assertThat(ProxyTable.of(List.of(PROXY)))
        .isEqualTo(
            """
            NAME       CLUSTER   CONTROL PLANE   VERSION   SUBSCRIBED TYPES
            web.shop   -         host            1.40.0    3 (CDS,LDS,EDS)
            """);
  }

  @Test
  void tellsHowFarEachTypeIsAndSinceWhen() {
    String table = ProxyTable.verbose(List.of(PROXY), ACKED.plusSeconds(65));
    assertThat(table.lines().toList())
        .first()
        .asString()
        .matches("NAME +CLUSTER +CONTROL PLANE +VERSION +SUBSCRIBED TYPES +CDS +LDS +EDS +RDS");
    assertThat(table).containsPattern("SYNCED \\(1m5s\\) +ERROR \\(1m5s\\) +STALE +NOT SENT\n");
  }

  @ParameterizedTest
  @CsvSource({"-PT1S, 0s", "PT59S, 59s", "PT61S, 1m1s", "PT25H, 1d1h", "PT2H3M, 2h3m"})
  void agesHaveTwoUnits(Duration age, String text) {
    assertThat(ProxyTable.age(age)).isEqualTo(text);
  }

  private static TypeStatus.Builder type(String name, Status status) {
    return TypeStatus.newBuilder().setType(name).setSubscribed(true).setStatus(status);
  }

  private static Timestamp timestamp() {
    return Timestamp.newBuilder().setSeconds(ACKED.getEpochSecond()).build();
  }
}
