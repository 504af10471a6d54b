package dk.bypuls.ingest.intake;

import dk.bypuls.events.registry.Source;

/** Sees every message that was decoded, before it is decided what of it is kept. */
public interface Witness {

  /** Does not look. */
  Witness NOBODY = (source, sensor, uplink) -> {};

  /** A message of that sensor; its decoder, if it has one, has made its fields. */
  void decoded(Source source, SensorPlan sensor, Uplink uplink);

  /** A decoder refused a message, or was stopped. */
  default void notDecoded(Rejection rejection) {}
}
