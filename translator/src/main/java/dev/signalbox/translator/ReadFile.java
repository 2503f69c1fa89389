package dev.signalbox.translator;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.manifest.ManifestReader;
import dev.signalbox.translator.manifest.ParsedFile;

/** A file's text, read and converted: all of the work that doesn't need the other files. */
public final class ReadFile {
  private final String file;
  private final ImmutableList<ManifestObject> objects;
  private final ImmutableList<Finding> unreadable;

  private ReadFile(String file, ParsedFile parsed) {
    this.file = file;
    this.objects =
        parsed.documents().stream()
            .map(Converter::convert)
            .collect(ImmutableList.toImmutableList());
    this.unreadable = parsed.unreadable();
  }

  public static ReadFile of(String file, String text) {
    return new ReadFile(file, ManifestReader.read(file, text));
  }

  /** The file with the mesh's settings. */
  public static ReadFile ofMesh(String path, String text) {
    return new ReadFile(ManifestSet.MESH, ManifestReader.readMesh(path, text));
  }

  /** The file with the mesh's settings, if it can't even be decoded. */
  public static ReadFile unreadableMesh(String path, String message, String fix) {
    Finding finding = ManifestReader.unreadable(path, 1, 1, message, fix);
    ParsedFile parsed = new ParsedFile(ImmutableList.of(), ImmutableList.of(finding));
    return new ReadFile(ManifestSet.MESH, parsed);
  }

  /** A file that can't even be decoded. */
  public static ReadFile unreadable(String file, int line, int column, String message, String fix) {
    Finding finding = ManifestReader.unreadable(file, line, column, message, fix);
    return new ReadFile(file, new ParsedFile(ImmutableList.of(), ImmutableList.of(finding)));
  }

  public String file() {
    return file;
  }

  ImmutableList<ManifestObject> objects() {
    return objects;
  }

  ImmutableList<Finding> unreadable() {
    return unreadable;
  }
}
