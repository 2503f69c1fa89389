package dev.signalbox.controlplane.cli;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.proxyconfig.DumpSection;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What proxy-config tells of, by the names that istioctl takes. */
enum ConfigKind {
  ROUTE(DumpSection.ROUTES, "route", "routes", "r"),
  CLUSTER(DumpSection.CLUSTERS, "cluster", "clusters", "c"),
  LISTENER(DumpSection.LISTENERS, "listener", "listeners", "l"),
  ENDPOINT(DumpSection.ENDPOINTS, "endpoint", "endpoints", "ep"),
  BOOTSTRAP(DumpSection.BOOTSTRAP, "bootstrap", "b"),
  ALL(null, "all", "a");

  private final Optional<DumpSection> section;
  private final ImmutableList<String> names;

  ConfigKind(@Nullable DumpSection section, String... names) {
    this.section = Optional.ofNullable(section);
    this.names = ImmutableList.copyOf(names);
  }

  /** Empty if it is all. */
  Optional<DumpSection> section() {
    return section;
  }

  /** For the command line. */
  static final class Converter implements ITypeConverter<ConfigKind> {
    @Override
    public ConfigKind convert(String text) {
      return Arrays.stream(values())
          .filter(kind -> kind.names.contains(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'"
                          + text
                          + "' is none of "
                          + Arrays.stream(values())
                              .map(kind -> kind.names.getFirst())
                              .collect(Collectors.joining(", "))));
    }
  }
}
