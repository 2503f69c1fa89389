package dev.signalbox.translator;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.manifest.DocumentText;
import java.util.List;

/**
 * A document of a file that is in force, to be kept beyond the end of the process.
 *
 * @param objects names of its objects that are in force; others that it holds are not
 */
public record KeptDocument(DocumentText text, List<String> objects) {
  public KeptDocument {
    objects = ImmutableList.copyOf(objects);
  }
}
