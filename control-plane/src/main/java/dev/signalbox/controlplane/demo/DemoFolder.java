package dev.signalbox.controlplane.demo;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of a demo: {@code manifests} is watched, {@code samples} holds what may be copied into
 * it.
 */
record DemoFolder(Path root, Sample application) {
  private static final Pattern WORKLOAD_PORT =
      Pattern.compile("(?s)(kind: WorkloadEntry\\nmetadata:\\n  name: (\\S+)\\n.*?http: )(\\d+)");
  private static final Pattern SERVER_PORT = Pattern.compile("(- port:\\n\\s+number: )\\d+");

  /** Copies the sample into an empty or new folder. */
  static DemoFolder create(Path root, Sample application) throws IOException {
    DemoFolder folder = new DemoFolder(root, application);
    URL sample = Objects.requireNonNull(DemoFolder.class.getResource("/" + folder.samplePath()));
    try {
      folder.copyFrom(sample.toURI());
    } catch (URISyntaxException e) {
      throw new IOException("can't read the sample in " + sample, e);
    }
    copyTree(folder.sample().resolve("manifests"), folder.manifests());
    return folder;
  }

  Path manifests() {
    return root.resolve("manifests");
  }

  /** Where an Envoy keeps its bootstrap and its log. */
  Path envoy(String name) {
    return root.resolve("envoy").resolve(name);
  }

  /** By workload, the ports that the manifests name. */
  Map<String, Integer> workloadPorts() throws IOException {
    Map<String, Integer> ports = new HashMap<>();
    Matcher matcher = WORKLOAD_PORT.matcher(Files.readString(services()));
    while (matcher.find()) {
      ports.put(matcher.group(2), Integer.valueOf(matcher.group(3)));
    }
    return Map.copyOf(ports);
  }

  void setWorkloadPorts(Map<String, Integer> ports) throws IOException {
    String text =
        WORKLOAD_PORT
            .matcher(Files.readString(services()))
            .replaceAll(match -> match.group(1) + ports.get(match.group(2)));
    Files.writeString(services(), text);
  }

  void setGatewayPort(int port) throws IOException {
    for (Path folder : List.of(manifests(), sample().resolve("networking"))) {
      Path file = folder.resolve(application.gateway());
      String text = SERVER_PORT.matcher(Files.readString(file)).replaceAll("$1" + port);
      Files.writeString(file, text);
    }
  }

  void delete() throws IOException {
    MoreFiles.deleteRecursively(root, RecursiveDeleteOption.ALLOW_INSECURE);
  }

  private Path services() {
    return manifests().resolve("services.yaml");
  }

  private String samplePath() {
    return "samples/" + application.folder();
  }

  private Path sample() {
    return root.resolve(samplePath());
  }

  /** The sample is in a jar or, in tests, in a folder of classes. */
  private void copyFrom(URI uri) throws IOException {
    if (!uri.getScheme().equals("jar")) {
      copyTree(Path.of(uri), sample());
      return;
    }
    try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
      copyTree(jar.getPath("/" + samplePath()), sample());
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }
}
