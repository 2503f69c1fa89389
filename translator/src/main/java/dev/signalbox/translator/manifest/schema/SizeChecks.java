package dev.signalbox.translator.manifest.schema;

import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.manifest.Yaml;
import dev.signalbox.translator.manifest.Yaml.Mapping;
import dev.signalbox.translator.manifest.Yaml.Scalar;
import dev.signalbox.translator.manifest.Yaml.Sequence;

/** What a schema demands of the length of texts, lists and mappings. */
final class SizeChecks {
  private SizeChecks() {}

  /**
   * How many there may be of something.
   *
   * @param what characters, items or entries
   */
  record Size(String what, long least, long most) implements Check {
    @Override
    public void check(Yaml value, FieldPath path, Problems problems) {
      long size = size(value);
      if (size < least) {
        String message = size == 0 ? "is empty" : "has only " + size + " " + what;
        problems.add(Code.WRONG_SIZE, path, name(path) + message, "Give it " + allowed() + ".");
      } else if (size > most) {
        String message = name(path) + "has " + size + " " + what;
        problems.add(Code.WRONG_SIZE, path, message, "Give it " + allowed() + ".");
      }
    }

    private static long size(Yaml value) {
      return switch (value) {
        case Scalar scalar -> scalar.text().codePointCount(0, scalar.text().length());
        case Sequence sequence -> sequence.items().size();
        case Mapping mapping -> mapping.entries().size();
      };
    }

    private static String name(FieldPath path) {
      String name = path.name();
      return name == null ? "" : name + " ";
    }

    private String allowed() {
      if (most == Long.MAX_VALUE) {
        return "at least " + least + " " + singular(least);
      }
      return least == 0
          ? "at most " + most + " " + singular(most)
          : least + " to " + most + " " + singular(most);
    }

    private String singular(long count) {
      return count != 1
          ? what
          : what.equals("entries") ? "entry" : what.substring(0, what.length() - 1);
    }
  }
}
