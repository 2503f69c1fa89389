package dev.signalbox.translator.manifest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a record's components can't say of the fields that it reads. */
public final class Schema {
  private Schema() {}

  /** Fields that exist in the API and are refused until they are supported. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @Repeatable(AllNotSupportedYet.class)
  public @interface NotSupportedYet {
    String[] value();

    /** Why, in words that go on after "not supported yet:". */
    String reason() default "";
  }

  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface AllNotSupportedYet {
    NotSupportedYet[] value();
  }

  /** Settings that exist in the API and do nothing here yet: that is said, and the rest holds. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  public @interface NotApplied {
    String[] value();
  }

  /** Fields that exist in the API and change nothing for a proxy. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @Repeatable(AllIgnored.class)
  public @interface Ignored {
    String[] value();

    /** Why; for the table of all fields. */
    String reason() default "";
  }

  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface AllIgnored {
    Ignored[] value();
  }

  /** Fields beside the components are left alone: most of the kind has nothing to do with us. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  public @interface Open {}

  /** A condition: an unknown field is an error, since without it too much would match. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  public @interface Condition {}

  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface Required {}

  /** A text that is as good as absent when it is empty. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface NotEmpty {}

  /** Exactly one of the record's fields may be set. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  public @interface OneOf {
    String[] value();
  }

  /** The name in the document, where it isn't a Java identifier. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface Field {
    String value();
  }
}
