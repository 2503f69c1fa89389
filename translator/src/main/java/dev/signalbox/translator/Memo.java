package dev.signalbox.translator;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was made from which inputs. A value is made anew if and only if its inputs differ;
 * otherwise it is the same object, so that whatever is made from it is found unchanged by identity.
 */
public final class Memo {
  private final Map<Object, Part> parts = new HashMap<>();
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
   * @param name unique among all that the memo holds
   * @param inputs all that the value depends on
   */
  @SuppressWarnings("unchecked") // A name always has the same type of inputs and value.
  public <I, V> V get(Object name, I inputs, Function<I, V> make) {
    forgetUnused();
    Part part = parts.get(name);
    Object before = part == null ? null : part.get();
    if (part != null && before != null && part.inputs.equals(inputs)) {
      return (V) before;
    }
    Object value = keep(before, make.apply(inputs));
    parts.put(name, new Part(name, inputs, value, unused));
    return (V) value;
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
      parts.remove(gone.name, gone);
    }
  }
}
