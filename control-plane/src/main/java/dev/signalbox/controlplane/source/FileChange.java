package dev.signalbox.controlplane.source;

import dev.signalbox.translator.ManifestSet;
import dev.signalbox.translator.ReadFile;

/** What became of one file, under the name that findings use for it. */
public sealed interface FileChange {
  String file();

  void applyTo(ManifestSet.Edit edit);

  /** Does all of the work that doesn't need the other files. */
  FileChange read();

  /** The file is new or has another text. */
  record Text(String file, String text) implements FileChange {
    @Override
    public void applyTo(ManifestSet.Edit edit) {
      edit.put(file, text);
    }

    @Override
    public FileChange read() {
      return new Read(file, ReadFile.of(file, text));
    }
  }

  /** The file is there, but no text can be had from it. */
  record Unreadable(String file, int line, int column, String message, String fix)
      implements FileChange {
    @Override
    public void applyTo(ManifestSet.Edit edit) {
      edit.put(ReadFile.unreadable(file, line, column, message, fix));
    }

    @Override
    public FileChange read() {
      return this;
    }
  }

  /** The file's text has been read. */
  record Read(String file, ReadFile contents) implements FileChange {
    @Override
    public void applyTo(ManifestSet.Edit edit) {
      edit.put(contents);
    }

    @Override
    public FileChange read() {
      return this;
    }
  }

  /** The file with the mesh's settings is new or has another text. */
  record MeshText(String path, String text) implements FileChange {
    @Override
    public String file() {
      return ManifestSet.MESH + " " + path;
    }

    @Override
    public void applyTo(ManifestSet.Edit edit) {
      edit.put(ReadFile.ofMesh(path, text));
    }

    @Override
    public FileChange read() {
      return new Read(file(), ReadFile.ofMesh(path, text));
    }
  }

  /** No text can be had from the file with the mesh's settings; what it said before holds. */
  record UnreadableMesh(String path, String message, String fix) implements FileChange {
    @Override
    public String file() {
      return ManifestSet.MESH + " " + path;
    }

    @Override
    public void applyTo(ManifestSet.Edit edit) {
      edit.put(ReadFile.unreadableMesh(path, message, fix));
    }

    @Override
    public FileChange read() {
      return this;
    }
  }

  /** The file is gone. */
  record Deleted(String file) implements FileChange {
    @Override
    public void applyTo(ManifestSet.Edit edit) {
      edit.remove(file);
    }

    @Override
    public FileChange read() {
      return this;
    }
  }
}
