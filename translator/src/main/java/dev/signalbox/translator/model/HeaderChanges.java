package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;

/** Headers to set, add and remove on requests and responses. */
public record HeaderChanges(Operations request, Operations response) {
  public static final HeaderChanges NONE = new HeaderChanges(Operations.NONE, Operations.NONE);

  /** What is left of them where others follow. */
  public HeaderChanges before(HeaderChanges later) {
    return new HeaderChanges(request.before(later.request), response.before(later.response));
  }

  /** Set replaces, add appends, then what is to be removed goes. */
  public record Operations(
      ImmutableSortedMap<String, String> set,
      ImmutableSortedMap<String, String> add,
      ImmutableList<String> remove) {
    public static final Operations NONE =
        new Operations(ImmutableSortedMap.of(), ImmutableSortedMap.of(), ImmutableList.of());

    private Operations before(Operations later) {
      return new Operations(
          ImmutableSortedMap.copyOf(Maps.filterKeys(set, name -> !later.replaces(name))),
          ImmutableSortedMap.copyOf(Maps.filterKeys(add, name -> !later.replaces(name))),
          remove.stream()
              .filter(name -> !later.replaces(name))
              .collect(ImmutableList.toImmutableList()));
    }

    /** Whether nothing is left of what was there; a host can't be added to. */
    private boolean replaces(String name) {
      return set.containsKey(name)
          || remove.contains(name)
          || (name.startsWith(":") && add.containsKey(name));
    }
  }
}
