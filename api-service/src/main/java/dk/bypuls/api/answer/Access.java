package dk.bypuls.api.answer;

/** For whom an answer is. */
public enum Access {
  /** For anyone: public datasets alone. */
  OPEN,
  /** For people of the house with a role: exact windows of everything. */
  INTERNAL
}
