package dk.bypuls.ingest.intake;

import dk.bypuls.ingest.intake.Outcome.Rule;
import java.util.function.Supplier;

/** One of the messages in a body, with its own bytes, so that it can be set aside alone. */
public sealed interface Part {

  /** A message that was understood as far as who speaks. */
  record Spoken(Uplink uplink, Supplier<byte[]> original) implements Part {}

  /** A message that was not. */
  record Unreadable(Rejection rejection, Supplier<byte[]> original) implements Part {}

  /** A message of which nothing is kept, by a declared rule. */
  record Unread(Rule rule) implements Part {}
}
