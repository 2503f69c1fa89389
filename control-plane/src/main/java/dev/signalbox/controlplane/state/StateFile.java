package dev.signalbox.controlplane.state;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import dev.signalbox.controlplane.report.Json;
import dev.signalbox.controlplane.report.Yaml;
import dev.signalbox.translator.KeptDocument;
import dev.signalbox.translator.manifest.DocumentText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The documents of one manifest file that are in force, and their form on disk. */
record StateFile(String file, ImmutableList<KeptDocument> documents) {
  private static final int VERSION = 1;
  private static final int MAX_CODE_POINTS = 64 * 1024 * 1024;
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(MAX_CODE_POINTS).build();
  private static final Gson GSON = new Gson();

  /** A state file that tells nothing that could be relied on. */
  static sealed class InvalidException extends Exception {
    private static final long serialVersionUID = 1;

    InvalidException(String message) {
      super(message);
    }
  }

  /** A state file of an older or newer Signalbox, which may still be of use to that one. */
  static final class OtherVersionException extends InvalidException {
    private static final long serialVersionUID = 1;

    OtherVersionException(int version) {
      super("it has version %d, this Signalbox reads %d".formatted(version, VERSION));
    }
  }

  /**
   * The form on disk.
   *
   * @param sha256 of the documents: YAML that was cut off may well read as YAML
   */
  private record Form(
      int version,
      @Nullable String file,
      @Nullable String sha256,
      @Nullable List<Entry> documents) {}

  /** A document in that form. */
  private record Entry(int line, @Nullable List<String> objects, @Nullable String text) {}

  String encode() {
    List<Entry> entries = documents.stream().map(StateFile::entry).toList();
    return Yaml.write(Json.tree(new Form(VERSION, file, checksum(entries), entries)));
  }

  static StateFile decode(String text) throws InvalidException {
    Form form = form(text);
    if (form == null || form.version == 0) {
      throw new InvalidException("it is torn: it has no version");
    }
    if (form.version != VERSION) {
      throw new OtherVersionException(form.version);
    }
    if (form.file == null
        || form.documents == null
        || !checksum(form.documents).equals(form.sha256)) {
      throw new InvalidException("it is torn: its checksum is not that of its documents");
    }
    return new StateFile(
        form.file,
        form.documents.stream().map(StateFile::document).collect(ImmutableList.toImmutableList()));
  }

  private static @Nullable Form form(String text) throws InvalidException {
    try {
      return new Load(SETTINGS).loadFromString(text) instanceof Map<?, ?> map
          ? GSON.fromJson(GSON.toJsonTree(map), Form.class)
          : null;
    } catch (YamlEngineException | JsonParseException | NumberFormatException e) {
      throw new InvalidException("it is torn: it can't be read as state");
    }
  }

  private static Entry entry(KeptDocument document) {
    return new Entry(document.text().firstLine(), document.objects(), document.text().text());
  }

  private static KeptDocument document(Entry entry) {
    return new KeptDocument(
        new DocumentText(entry.line, entry.text == null ? "" : entry.text),
        entry.objects == null ? List.of() : entry.objects);
  }

  private static String checksum(List<Entry> entries) {
    return Hashing.sha256().hashString(GSON.toJson(entries), StandardCharsets.UTF_8).toString();
  }
}
