package dev.signalbox.translator.model;

/** A share of requests, in millionths: as fine as Envoy counts. */
public record Fraction(int millionths) {
  private static final int WHOLE = 1_000_000;
  private static final double MILLIONTHS_PER_PERCENT = 10_000;

  public static final Fraction NONE = new Fraction(0);
  public static final Fraction ALL = new Fraction(WHOLE);

  public Fraction {
    millionths = Math.clamp(millionths, 0, WHOLE);
  }

  public static Fraction ofPercent(double percent) {
    return new Fraction((int) Math.round(Math.clamp(percent, 0, 100) * MILLIONTHS_PER_PERCENT));
  }

  /** The denominator must be positive. */
  public static Fraction of(long numerator, long denominator) {
    return new Fraction(Math.clamp(numerator * WHOLE / denominator, 0, WHOLE));
  }
}
