package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableSortedSet;
import java.util.regex.Pattern;

/**
 * From which client namespaces an object is seen: {@code exportTo}.
 *
 * @param names as written: *, ., ~ and names of namespaces; empty is the mesh's default
 */
public record Visibility(ImmutableSortedSet<String> names) {
  public static final Visibility UNSET = new Visibility(ImmutableSortedSet.of());
  public static final Visibility PUBLIC = new Visibility(ImmutableSortedSet.of("*"));

  /** What to write instead of a wrong name. */
  public static final String NAMES = "Write a namespace, . for its own or * for all.";

  public static final String OWN = ".";
  public static final String ALL = "*";
  public static final String NONE = "~";

  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  /** How an object is seen; of two for the same host, the nearer one counts first. */
  public enum Reach {
    OWN_NAMESPACE,
    NAMED,
    ALL,
    NOT_AT_ALL;

    public boolean isSeen() {
      return this != NOT_AT_ALL;
    }
  }

  public static boolean isNamespace(String text) {
    return NAMESPACE.matcher(text).matches();
  }

  public static boolean isName(String text) {
    return text.equals(OWN) || text.equals(ALL) || text.equals(NONE) || isNamespace(text);
  }

  /** This one, or the default where nothing is written. */
  public Visibility or(Visibility meshDefault) {
    return names.isEmpty() ? meshDefault : this;
  }

  public boolean isPublic() {
    return names.contains(ALL);
  }

  /**
   * How a client sees the object.
   *
   * @param own the object's namespace
   */
  public Reach reach(String own, String client) {
    if (isPublic()) {
      return Reach.ALL;
    }
    if (names.contains(NONE)) {
      return Reach.NOT_AT_ALL;
    }
    if (own.equals(client) && (names.contains(OWN) || names.contains(own))) {
      return Reach.OWN_NAMESPACE;
    }
    return names.contains(client) ? Reach.NAMED : Reach.NOT_AT_ALL;
  }
}
