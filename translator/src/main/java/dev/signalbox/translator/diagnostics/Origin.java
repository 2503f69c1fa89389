package dev.signalbox.translator.diagnostics;

/**
 * A field of an object, without line and column, so that a moved comment changes nothing
 * downstream. Empty strings where a file could not be read far enough to know.
 *
 * @param group the API group, which tells kinds of the same name apart; empty for the core group
 * @param path such as {@code spec.http[0].match[1].uri}; empty for the whole object
 */
public record Origin(String group, String kind, String namespace, String name, String path) {

  /** Of the core group, or of one that isn't known. */
  public Origin(String kind, String namespace, String name, String path) {
    this("", kind, namespace, name, path);
  }

  public Origin at(String field) {
    return new Origin(group, kind, namespace, name, path.isEmpty() ? field : path + "." + field);
  }

  public Origin at(int index) {
    return new Origin(group, kind, namespace, name, path + "[" + index + "]");
  }

  /** A key that may hold dots, as header names and labels do. */
  public Origin atKey(String key) {
    return new Origin(group, kind, namespace, name, path + "[\"" + key + "\"]");
  }

  /** A key that may or may not read as a field name. */
  public Origin atKeyOrField(String key) {
    return key.contains(".") || key.contains("[") || key.isEmpty() ? atKey(key) : at(key);
  }

  public Origin object() {
    return path.isEmpty() ? this : new Origin(group, kind, namespace, name, "");
  }

  /** {@code Kind namespace/name}, on one line. */
  public String objectName() {
    return OneLine.of(kind + " " + namespace + "/" + name);
  }
}
