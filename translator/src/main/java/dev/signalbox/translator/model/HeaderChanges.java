package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;

/** Headers to set, add and remove on requests and responses. */
public record HeaderChanges(Operations request, Operations response) {
  public static final HeaderChanges NONE = new HeaderChanges(Operations.NONE, Operations.NONE);

  /** Set replaces, add appends, then what is to be removed goes. */
  public record Operations(
      ImmutableSortedMap<String, String> set,
      ImmutableSortedMap<String, String> add,
      ImmutableList<String> remove) {
    public static final Operations NONE =
        new Operations(ImmutableSortedMap.of(), ImmutableSortedMap.of(), ImmutableList.of());
  }
}
