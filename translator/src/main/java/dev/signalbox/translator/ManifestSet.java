package dev.signalbox.translator;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Finding;
import java.util.Optional;

/** The manifests in force, by file. Immutable: an edit makes a new set that shares the rest. */
public final class ManifestSet {
  private static final ManifestSet EMPTY = new ManifestSet();

  private ManifestSet() {}

  public static ManifestSet empty() {
    return EMPTY;
  }

  /** This set with one file read anew; what can't be read keeps its last good objects. */
  public ManifestSet with(String file, String text) {
    return this;
  }

  /** This set with a file that can't even be decoded; its last good objects stay. */
  public ManifestSet withUnreadable(String file, int line, int column, String message, String fix) {
    return this;
  }

  public ManifestSet without(String file) {
    return this;
  }

  /** What is wrong with the files and with each object alone. */
  public ImmutableList<Finding> findings() {
    return ImmutableList.of();
  }

  /** Joins a diagnostic, such as one of a mesh or a translation, with its place. */
  public Finding locate(Diagnostic diagnostic) {
    return new Finding(diagnostic, Optional.empty(), ImmutableList.of());
  }
}
