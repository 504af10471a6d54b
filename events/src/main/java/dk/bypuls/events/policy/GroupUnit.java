package dk.bypuls.events.policy;

/** What the members of a group are, which is what a policy's smallest group counts. */
public enum GroupUnit {
  /** Distinct households. The value is what they used together. */
  HOUSEHOLD("household"),
  /** Distinct hashes of identifiers within one local day. The value is how many there were. */
  HASH("hash"),
  /** Passages that were counted. They are never called persons: one person may be many of them. */
  PASSAGE("passage");

  private final String id;

  GroupUnit(String id) {
    this.id = id;
  }

  public String id() {
    return id;
  }

  /** Whether the value is the size of the group itself. */
  public boolean isCounted() {
    return this != HOUSEHOLD;
  }
}
