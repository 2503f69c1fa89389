package dev.signalbox.translator.model;

/**
 * How many requests may be retries at a time.
 *
 * @param percent of those under way
 * @param concurrent so many may be at any rate
 */
public record RetryBudget(double percent, int concurrent) {}
