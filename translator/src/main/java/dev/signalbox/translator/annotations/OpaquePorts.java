package dev.signalbox.translator.annotations;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import com.google.common.collect.TreeRangeSet;
import com.google.common.primitives.Ints;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ports that are never looked into: https://linkerd.io/2/features/protocol-detection */
public final class OpaquePorts {
  private static final String KEY = "config.linkerd.io/opaque-ports";
  private static final Pattern PORTS = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
  private static final int HIGHEST = 65535;

  private OpaquePorts() {}

  public static ImmutableRangeSet<Integer> of(
      ImmutableMap<String, String> values, Origin object, Diagnostics diagnostics) {
    Annotations annotations = new Annotations(values, object, Code.BAD_ANNOTATION, diagnostics);
    TreeRangeSet<Integer> ports = TreeRangeSet.create();
    for (String entry :
        Splitter.on(',').trimResults().omitEmptyStrings().split(annotations.text(KEY).orElse(""))) {
      Matcher range = PORTS.matcher(entry);
      int first = range.matches() ? number(range.group(1)) : 0;
      int last = range.matches() && range.group(2) != null ? number(range.group(2)) : first;
      if (first < 1 || last > HIGHEST || first > last) {
        annotations.invalid(
            KEY, "\"" + entry + "\" is not a port", "Write numbers or ranges such as 9300-9400.");
      } else {
        ports.add(Range.closed(first, last));
      }
    }
    return ImmutableRangeSet.copyOf(ports);
  }

  private static int number(String digits) {
    Integer number = Ints.tryParse(digits);
    return number == null ? 0 : number;
  }
}
