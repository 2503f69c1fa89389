package dev.signalbox.translator;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Remembers what was made from which inputs. A value is made anew if and only if its inputs differ;
 * otherwise it is the same object, so that whatever is made from it is found unchanged by identity.
 */
public final class Memo {
  private final Map<Object, Entry> entries = new HashMap<>();
  private long generation;
  private long made;

  private static final class Entry {
    private final Object inputs;
    private final Object value;
    private long lastUsed;

    Entry(Object inputs, Object value) {
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
    Entry entry = entries.get(name);
    if (entry == null || !entry.inputs.equals(inputs)) {
      V value = make.apply(inputs);
      made++;
      // An equal value keeps its identity, though its inputs differ.
      Object kept = entry != null && entry.value.equals(value) ? entry.value : value;
      entry = new Entry(inputs, kept);
      entries.put(name, entry);
    }
    entry.lastUsed = generation;
    return (V) entry.value;
  }

  /** Starts a generation, and forgets what neither of the last two used. */
  void nextGeneration() {
    entries.values().removeIf(entry -> entry.lastUsed < generation - 1);
    generation++;
  }

  /** How many values were made, ever. */
  long made() {
    return made;
  }
}
