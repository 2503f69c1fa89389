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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a record class says of the mapping that it is read from, looked up once. */
record RecordSchema(
    ImmutableMap<String, Component> components,
    ImmutableMap<String, String> notSupportedYet,
    ImmutableSet<String> notApplied,
    ImmutableMap<String, String> ignored,
    boolean open,
    boolean condition,
    ImmutableList<String> oneOf,
    Constructor<?> constructor) {

  private static final Map<Class<?>, RecordSchema> KNOWN = new ConcurrentHashMap<>();

  /** One field. */
  record Component(
      String field,
      Type type,
      Class<?> rawType,
      boolean nullable,
      boolean required,
      boolean notEmpty) {}

  static RecordSchema of(Class<?> type) {
    return KNOWN.computeIfAbsent(type, RecordSchema::inspect);
  }

  boolean knows(String field) {
    return components.containsKey(field) || ignored.containsKey(field);
  }

  /** All field names, for suggestions. */
  ImmutableSet<String> names() {
    return ImmutableSet.<String>builder()
        .addAll(components.keySet())
        .addAll(notSupportedYet.keySet())
        .addAll(notApplied)
        .addAll(ignored.keySet())
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
        reasons(
            type.getAnnotationsByType(Schema.NotSupportedYet.class),
            Schema.NotSupportedYet::value,
            Schema.NotSupportedYet::reason),
        Optional.ofNullable(type.getAnnotation(Schema.NotApplied.class))
            .map(a -> ImmutableSet.copyOf(a.value()))
            .orElse(ImmutableSet.of()),
        reasons(
            type.getAnnotationsByType(Schema.Ignored.class),
            Schema.Ignored::value,
            Schema.Ignored::reason),
        type.isAnnotationPresent(Schema.Open.class),
        type.isAnnotationPresent(Schema.Condition.class),
        Optional.ofNullable(type.getAnnotation(Schema.OneOf.class))
            .map(a -> ImmutableList.copyOf(a.value()))
            .orElse(ImmutableList.of()),
        canonicalConstructor(type));
  }

  /** The fields that annotations name, each with its reason. */
  private static <A> ImmutableMap<String, String> reasons(
      A[] annotations, Function<A, String[]> fields, Function<A, String> reason) {
    ImmutableMap.Builder<String, String> reasons = ImmutableMap.builder();
    for (A annotation : annotations) {
      for (String field : fields.apply(annotation)) {
        reasons.put(field, reason.apply(annotation));
      }
    }
    return reasons.buildOrThrow();
  }

  private static Component inspect(RecordComponent component) {
    Schema.@Nullable Field renamed = component.getAnnotation(Schema.Field.class);
    AnnotatedType annotated = component.getAnnotatedType();
    return new Component(
        renamed == null ? component.getName() : renamed.value(),
        component.getGenericType(),
        component.getType(),
        annotated.isAnnotationPresent(Nullable.class),
        component.isAnnotationPresent(Schema.Required.class),
        component.isAnnotationPresent(Schema.NotEmpty.class));
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
