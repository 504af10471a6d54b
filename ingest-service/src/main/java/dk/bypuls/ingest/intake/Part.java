package dk.bypuls.ingest.intake;

import dk.bypuls.ingest.intake.Outcome.Rule;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One of the messages in a body, with its own bytes, so that it can be set aside alone. */
public sealed interface Part {

  /** In place of an original of which nothing may be kept. */
  Supplier<byte[]> NOT_KEPT = () -> Quarantine.NOTHING;

  /** The same, of which nothing is kept where it is set aside. */
  default Part withoutOriginal() {
    if (this instanceof Spoken spoken) {
      return new Spoken(spoken.uplink(), NOT_KEPT, spoken.undeclared());
    }
    return this instanceof Unreadable unreadable
        ? new Unreadable(unreadable.rejection(), NOT_KEPT)
        : this;
  }

  /**
   * A message that was understood as far as who speaks.
   *
   * @param undeclared the rule by which it is dropped where its profile declares nothing in it;
   *     absent for one that was sent to measure something
   */
  record Spoken(Uplink uplink, Supplier<byte[]> original, @Nullable Rule undeclared)
      implements Part {

    public Spoken(Uplink uplink, Supplier<byte[]> original) {
      this(uplink, original, null);
    }
  }

  /** A message that was not. */
  record Unreadable(Rejection rejection, Supplier<byte[]> original) implements Part {}

  /** A message of which nothing is kept, by a declared rule. */
  record Unread(Rule rule) implements Part {}
}
