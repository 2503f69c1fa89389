package dev.signalbox.translator;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was made from which inputs. A value is made anew if and only if its inputs differ;
 * otherwise it is the same object, so that whatever is made from it is found unchanged by identity.
 * Several values for a name live side by side, such as a port's routes in different scopes.
 */
public final class Memo {
  private static final List<Part> NONE = new ArrayList<>(0);

  /** By name, the latest first: one for each value that somebody has. */
  private final Map<Object, List<Part>> parts = new HashMap<>();

  private final ReferenceQueue<Object> unused = new ReferenceQueue<>();
  private final Map<Object, Stage> stages = new HashMap<>();
  private long generation;
  private long made;

  /** Lives as long as somebody, such as a snapshot or a stage, has the value. */
  private static final class Part extends WeakReference<Object> {
    private final Object name;
    private final Object inputs;

    Part(Object name, Object inputs, Object value, ReferenceQueue<Object> unused) {
      super(value, unused);
      this.name = name;
      this.inputs = inputs;
    }
  }

  /** Lives as long as each generation asks for it. */
  private static final class Stage {
    private final Object inputs;
    private final Object value;
    private long lastUsed;

    Stage(Object inputs, Object value) {
      this.inputs = inputs;
      this.value = value;
    }
  }

  /**
   * The value for a name.
   *
   * @param name whatever values are likely to be compared with each other
   * @param inputs all that the value depends on
   */
  @SuppressWarnings("unchecked") // A name always has the same type of inputs and value.
  public <I, V> V get(Object name, I inputs, Function<I, V> make) {
    forgetUnused();
    List<Part> variants = parts.getOrDefault(name, NONE);
    for (Part part : variants) {
      Object before = part.get();
      if (before != null && part.inputs.equals(inputs)) {
        return (V) before;
      }
    }
    Object value = make.apply(inputs);
    made++;
    return (V) keep(name, inputs, value);
  }

  /** An equal value keeps its identity, though its inputs differ. */
  private Object keep(Object name, Object inputs, Object value) {
    List<Part> variants = parts.computeIfAbsent(name, n -> new ArrayList<>(1));
    for (int i = 0; i < variants.size(); i++) {
      Object before = variants.get(i).get();
      if (before != null && before.equals(value)) {
        variants.set(i, new Part(name, inputs, before, unused));
        return before;
      }
    }
    variants.add(0, new Part(name, inputs, value, unused));
    return value;
  }

  /** The value of a whole pass over many parts, which is skipped if none of its inputs differ. */
  @SuppressWarnings("unchecked") // As above.
  public <I, V> V stage(Object name, I inputs, Function<I, V> make) {
    Stage stage = stages.get(name);
    if (stage == null || !stage.inputs.equals(inputs)) {
      stage = new Stage(inputs, keep(stage == null ? null : stage.value, make.apply(inputs)));
      stages.put(name, stage);
    }
    stage.lastUsed = generation;
    return (V) stage.value;
  }

  /** Forgets the stages that the last two generations had no use for. */
  void nextGeneration() {
    stages.values().removeIf(stage -> stage.lastUsed < generation - 1);
    generation++;
  }

  /** How many parts and stages were made, ever. */
  long made() {
    return made;
  }

  /** An equal value keeps its identity, though its inputs differ. */
  private Object keep(@Nullable Object before, Object value) {
    made++;
    return before != null && before.equals(value) ? before : value;
  }

  private void forgetUnused() {
    while (unused.poll() instanceof Part gone) {
      List<Part> variants = parts.getOrDefault(gone.name, NONE);
      if (variants.removeIf(part -> part == gone) && variants.isEmpty()) {
        parts.remove(gone.name);
      }
    }
  }
}
