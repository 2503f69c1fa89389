package dev.signalbox.controlplane.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.ObjectKey;
import org.junit.jupiter.api.Test;

class SecretsTest {
  @Test
  void aSecretIsShownWithoutItsValues() {
    assertThat(hidden("Secret").toString())
        .isEqualTo("{\"kind\":\"x\",\"data\":{\"tls.key\":\"(hidden)\"}}");
  }

  @Test
  void anythingElseIsShownAsItIs() {
    assertThat(hidden("ConfigMap").toString()).contains("aGVsbG8=");
  }

  private static JsonElement hidden(String kind) {
    JsonElement object =
        JsonParser.parseString("{\"kind\": \"x\", \"data\": {\"tls.key\": \"aGVsbG8=\"}}");
    return Secrets.hidden(new ObjectKey("", new Origin(kind, "default", "tls", "")), object);
  }
}
