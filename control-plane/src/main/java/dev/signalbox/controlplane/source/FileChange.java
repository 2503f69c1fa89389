package dev.signalbox.controlplane.source;

import dev.signalbox.translator.ManifestSet;

/** What became of one file, under the name that findings use for it. */
public sealed interface FileChange {
  String file();

  void applyTo(ManifestSet.Edit edit);

  /** The file is new or has another text. */
  record Text(String file, String text) implements FileChange {
    @Override
    public void applyTo(ManifestSet.Edit edit) {
      edit.put(file, text);
    }
  }

  /** The file is there, but no text can be had from it. */
  record Unreadable(String file, int line, int column, String message, String fix)
      implements FileChange {
    @Override
    public void applyTo(ManifestSet.Edit edit) {
      edit.putUnreadable(file, line, column, message, fix);
    }
  }

  /** The file is gone. */
  record Deleted(String file) implements FileChange {
    @Override
    public void applyTo(ManifestSet.Edit edit) {
      edit.remove(file);
    }
  }
}
