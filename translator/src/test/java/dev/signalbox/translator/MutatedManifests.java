package dev.signalbox.translator;

import com.google.common.collect.ImmutableList;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The goldens' manifests, some of their values changed, as bytes choose. */
final class MutatedManifests {
  private static final Path GOLDENS = Path.of("src/test/resources/goldens");
  private static final int MOST_CHANGES = 5;
  private static final Gson GSON = new GsonBuilder().serializeNulls().create();

  private static final List<Object> VALUES =
      Arrays.asList(
          null,
          "",
          " ",
          "*",
          "a",
          "A",
          ".",
          "-",
          "/",
          "a/b",
          "a/*",
          "*.a",
          "*.com",
          "a.*.b",
          "%",
          "%%",
          "%REQ(a)%",
          "\n",
          "\0",
          "\u00e9",
          "\uD83D\uDE00",
          ":authority",
          "host",
          "0",
          "1",
          "1s",
          "0s",
          "-1s",
          "1.5ms",
          "1h1m",
          "reviews",
          "v1",
          "mesh",
          "127.0.0.1",
          "::1",
          "10.0.0.0/33",
          "80",
          "HTTP",
          "TCP",
          "true",
          "(",
          "a{1001}",
          "(a+)+$",
          "[",
          "\\",
          "x".repeat(300),
          0,
          1,
          -1,
          100,
          101,
          65535,
          65536,
          2147483647L,
          2147483648L,
          -2147483649L,
          1e300,
          0.5,
          true,
          false,
          List.of(),
          Map.of(),
          List.of(""),
          Map.of("", ""),
          Map.of("exact", "a"),
          List.of(List.of()),
          Map.of("a", Map.of()));

  private final ImmutableList<String> texts;

  private MutatedManifests(ImmutableList<String> texts) {
    this.texts = texts;
  }

  /** A file as it was, and changed. */
  record Pair(String before, String after) {}

  static MutatedManifests ofGoldens() throws IOException {
    try (Stream<Path> paths = Files.walk(GOLDENS)) {
      ImmutableList.Builder<String> texts = ImmutableList.builder();
      for (Path path :
          (Iterable<Path>) paths.filter(p -> p.endsWith("in.yaml")).sorted()::iterator) {
        texts.add(Files.readString(path));
      }
      return new MutatedManifests(texts.build());
    }
  }

  Pair choose(byte[] bytes) {
    Choices choices = new Choices(bytes);
    String before = texts.get(choices.below(texts.size()));
    List<Object> documents = new ArrayList<>();
    new Load(LoadSettings.builder().build()).loadAllFromString(before).forEach(documents::add);
    for (int i = choices.below(MOST_CHANGES); i >= 0; i--) {
      change(documents, choices);
    }
    String after = documents.stream().map(GSON::toJson).collect(Collectors.joining("\n---\n"));
    return new Pair(before, after);
  }

  private static void change(List<Object> documents, Choices choices) {
    Object node = documents;
    while (true) {
      List<Object> children = children(node);
      int index = children.isEmpty() ? 0 : choices.below(children.size());
      boolean deeper = !children.isEmpty() && !children(children.get(index)).isEmpty();
      if (!deeper || choices.below(8) == 0) {
        changeChild(node, index, choices, documents);
        return;
      }
      node = children.get(index);
    }
  }

  private static List<Object> children(Object node) {
    return switch (node) {
      case Map<?, ?> map -> new ArrayList<>(map.values());
      case List<?> list -> new ArrayList<>(list);
      case null, default -> List.of();
    };
  }

  private static void changeChild(Object node, int index, Choices choices, List<Object> documents) {
    boolean remove = choices.below(5) == 0;
    Object value = remove ? null : value(choices, documents);
    if (node instanceof Map<?, ?> unchecked) {
      @SuppressWarnings("unchecked")
      Map<Object, Object> map = (Map<Object, Object>) unchecked;
      if (map.isEmpty()) {
        return;
      }
      Object key = new ArrayList<>(map.keySet()).get(index);
      if (remove) {
        map.remove(key);
      } else {
        map.put(key, value);
      }
    } else if (node instanceof List<?> unchecked) {
      @SuppressWarnings("unchecked")
      List<Object> list = (List<Object>) unchecked;
      if (remove && !list.isEmpty()) {
        list.remove(index);
      } else {
        list.add(Math.min(index, list.size()), value);
      }
    }
  }

  /** One of the values, or a part of another document. */
  private static Object value(Choices choices, List<Object> documents) {
    if (choices.below(4) > 0) {
      return copy(VALUES.get(choices.below(VALUES.size())));
    }
    Object node = documents;
    for (int depth = 1 + choices.below(6); depth > 0; depth--) {
      List<Object> children = children(node);
      if (children.isEmpty()) {
        break;
      }
      node = children.get(choices.below(children.size()));
    }
    return copy(node == documents ? List.of() : node);
  }

  /** Its own, and mutable. */
  private static Object copy(Object node) {
    return switch (node) {
      case Map<?, ?> map -> {
        Map<Object, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(key, copy(value)));
        yield copy;
      }
      case List<?> list ->
          list.stream()
              .map(MutatedManifests::copy)
              .collect(Collectors.toCollection(ArrayList::new));
      case null, default -> node;
    };
  }

  /** Takes choices from bytes, and the first ones when they are used up. */
  private static final class Choices {
    private final byte[] bytes;
    private int at;

    Choices(byte[] bytes) {
      this.bytes = bytes;
    }

    int below(int bound) {
      int value = 0;
      for (int i = 0; i < (bound > 256 ? 2 : 1) && at < bytes.length; i++) {
        value = value << Byte.SIZE | Byte.toUnsignedInt(bytes[at++]);
      }
      return value % bound;
    }
  }
}
