package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a record class says of the mapping that it is read from, looked up once. */
record RecordSchema(
    ImmutableMap<String, Component> components,
    ImmutableSet<String> notSupportedYet,
    ImmutableSet<String> notApplied,
    ImmutableSet<String> ignored,
    boolean open,
    boolean condition,
    ImmutableList<String> oneOf,
    Constructor<?> constructor) {

  private static final Map<Class<?>, RecordSchema> KNOWN = new ConcurrentHashMap<>();

  /** One field. */
  record Component(String field, Type type, Class<?> rawType, boolean nullable, boolean required) {}

  static RecordSchema of(Class<?> type) {
    return KNOWN.computeIfAbsent(type, RecordSchema::inspect);
  }

  boolean knows(String field) {
    return components.containsKey(field) || ignored.contains(field);
  }

  /** All field names, for suggestions. */
  ImmutableSet<String> names() {
    return ImmutableSet.<String>builder()
        .addAll(components.keySet())
        .addAll(notSupportedYet)
        .addAll(notApplied)
        .addAll(ignored)
        .build();
  }

  private static RecordSchema inspect(Class<?> type) {
    ImmutableMap.Builder<String, Component> components = ImmutableMap.builder();
    for (RecordComponent component : type.getRecordComponents()) {
      Component inspected = inspect(component);
      components.put(inspected.field(), inspected);
    }
    return new RecordSchema(
        components.buildOrThrow(),
        Optional.ofNullable(type.getAnnotation(Schema.NotSupportedYet.class))
            .map(a -> ImmutableSet.copyOf(a.value()))
            .orElse(ImmutableSet.of()),
        Optional.ofNullable(type.getAnnotation(Schema.NotApplied.class))
            .map(a -> ImmutableSet.copyOf(a.value()))
            .orElse(ImmutableSet.of()),
        Optional.ofNullable(type.getAnnotation(Schema.Ignored.class))
            .map(a -> ImmutableSet.copyOf(a.value()))
            .orElse(ImmutableSet.of()),
        type.isAnnotationPresent(Schema.Open.class),
        type.isAnnotationPresent(Schema.Condition.class),
        Optional.ofNullable(type.getAnnotation(Schema.OneOf.class))
            .map(a -> ImmutableList.copyOf(a.value()))
            .orElse(ImmutableList.of()),
        canonicalConstructor(type));
  }

  private static Component inspect(RecordComponent component) {
    Schema.@Nullable Field renamed = component.getAnnotation(Schema.Field.class);
    AnnotatedType annotated = component.getAnnotatedType();
    return new Component(
        renamed == null ? component.getName() : renamed.value(),
        component.getGenericType(),
        component.getType(),
        annotated.isAnnotationPresent(Nullable.class),
        component.isAnnotationPresent(Schema.Required.class));
  }

  private static Constructor<?> canonicalConstructor(Class<?> type) {
    Class<?>[] parameters =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }
}
