package dev.signalbox.translator.manifest.schema;

import dev.signalbox.translator.diagnostics.Origin;
import org.jspecify.annotations.Nullable;

/** Where the check is; text is made of it only where something is wrong. */
sealed interface FieldPath {
  Origin of(Origin object);

  default FieldPath at(String field) {
    return new Field(this, field);
  }

  default FieldPath at(int index) {
    return new Item(this, index);
  }

  default FieldPath atKey(String key) {
    return new Key(this, key);
  }

  /** The object itself. */
  record Root() implements FieldPath {
    @Override
    public Origin of(Origin object) {
      return object;
    }
  }

  /** A field of a mapping. */
  record Field(FieldPath parent, String name) implements FieldPath {
    @Override
    public Origin of(Origin object) {
      return parent.of(object).atKeyOrField(name);
    }
  }

  /** An item of a list. */
  record Item(FieldPath parent, int index) implements FieldPath {
    @Override
    public Origin of(Origin object) {
      return parent.of(object).at(index);
    }
  }

  /** A key of a mapping with keys of the user's. */
  record Key(FieldPath parent, String key) implements FieldPath {
    @Override
    public Origin of(Origin object) {
      return parent.of(object).atKey(key);
    }
  }

  /** The innermost name. */
  default @Nullable String name() {
    return switch (this) {
      case Root root -> null;
      case Field field -> field.name;
      case Item item -> item.parent.name();
      case Key key -> key.key;
    };
  }
}
