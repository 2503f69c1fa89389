package dev.signalbox.controlplane.ads;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Sets;
import dev.signalbox.translator.Resource;

/** Which of the resources of a refused response are at fault. */
sealed interface Blame {

  /** None: Envoy repeats the error of resources that are held back already. */
  record Old() implements Blame {}

  /** These, each with what is said of it. */
  record Named(ImmutableMap<Resource, String> resources) implements Blame {}

  /** Some of several. */
  record Unknown() implements Blame {}

  /**
   * Reads the text of a refusal.
   *
   * @param suspects what the response brought, by name
   * @param refused what was said of those that are held back already
   */
  static Blame of(
      String message,
      ImmutableMap<String, Resource> suspects,
      ImmutableMap<String, String> refused) {
    ImmutableSortedMap<String, String> named =
        ErrorText.blame(message, Sets.union(suspects.keySet(), refused.keySet()));
    ImmutableMap<Resource, String> resources =
        suspects.values().stream()
            .filter(resource -> named.containsKey(resource.name()))
            .collect(
                ImmutableMap.toImmutableMap(
                    resource -> resource, resource -> named.getOrDefault(resource.name(), "")));
    if (!resources.isEmpty()) {
      return new Named(resources);
    }
    boolean repeated = !named.isEmpty() && refused.entrySet().containsAll(named.entrySet());
    if (suspects.isEmpty() || repeated) {
      return new Old();
    }
    return suspects.size() == 1
        ? new Named(ImmutableMap.of(suspects.values().asList().getFirst(), message))
        : new Unknown();
  }
}
