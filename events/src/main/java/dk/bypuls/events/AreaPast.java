package dk.bypuls.events;

import dk.bypuls.events.vocabulary.Quantity;
import java.time.Instant;
import java.util.List;

/**
 * What the sensors of a tree of areas said over one stretch of the past, for an order to tell
 * protected answers of it. It is for who tells them as time goes on, who alone knows what was
 * answered already.
 *
 * @param job the id of the order in the registry
 * @param tree the name of the tree of areas within the dataset
 * @param since from when on the order has the past told
 * @param amounts of all sensors that said anything
 */
public record AreaPast(
    String job,
    String dataset,
    String tree,
    Instant since,
    Resolution resolution,
    Instant start,
    List<Amount> amounts)
    implements AreaEvent {

  public AreaPast {
    amounts = List.copyOf(amounts);
  }

  /** How much a sensor counted or measured while it stood at one place, exactly. */
  public record Amount(Quantity quantity, String sensor, String place, long value) {}
}
