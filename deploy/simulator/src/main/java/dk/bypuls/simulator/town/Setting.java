package dk.bypuls.simulator.town;

/** What a place is like, which decides what is worth measuring there. */
public enum Setting {
  SQUARE,
  STREET,
  RESIDENTIAL,
  HARBOUR,
  STREAM,
  PARK,
  SCHOOL,
  INDUSTRY,
  FIELD,
  PARKING
}
