package dk.bypuls.client.generate;

import java.util.List;

/** What a value looks like. */
sealed interface Shape {

  /**
   * A text.
   *
   * @param choice what it may be; empty for any
   */
  record Text(List<String> choice) implements Shape {}

  /** An instant. */
  record Moment() implements Shape {}

  /** A whole number. */
  record Whole() implements Shape {}

  /** A decimal number. */
  record Decimal() implements Shape {}

  /** Yes or no. */
  record Flag() implements Shape {}

  /** One of the contract's types. */
  record Named(String name) implements Shape {}

  /** Several. */
  record ListOf(Shape each) implements Shape {}

  /** Several, by name. */
  record MapOf(Shape each) implements Shape {}

  /** A value of a parameter that may be a number or a word. */
  record Written() implements Shape {}

  /** Something of which the contract says no more. */
  record Anything() implements Shape {}
}
