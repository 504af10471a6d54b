package dk.bypuls.ingest.pull;

/** How a fetch ended. */
enum Ending {
  /** All of it was taken in. */
  TAKEN("taken"),
  /** Nothing has changed since the last time. */
  UNCHANGED("unchanged"),
  /** The host may not be fetched from. */
  FORBIDDEN("forbidden"),
  /** What its credentials are is not known, or not for that host. */
  CREDENTIALS("credentials"),
  /** There was no connection, or no answer in time. */
  UNREACHABLE("unreachable"),
  /** The server did not give what was asked for. */
  ERROR("error"),
  /** The answer is too long, broken off, or of a kind that the source's format is not in. */
  UNREADABLE("unreadable"),
  /** Kafka did not take all of it. */
  NOT_KEPT("not-kept");

  private final String id;

  Ending(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }
}
