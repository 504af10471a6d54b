package dk.bypuls.api.usage;

/**
 * How much was read.
 *
 * @param requests or connections, of those that listen
 * @param rows windows of history that were given
 * @param bytes as they were before compression
 * @param milliseconds that were listened
 */
record Tally(long requests, long rows, long bytes, long milliseconds) {

  static final Tally NOTHING = new Tally(0, 0, 0, 0);

  Tally plus(Tally more) {
    return new Tally(
        requests + more.requests,
        rows + more.rows,
        bytes + more.bytes,
        milliseconds + more.milliseconds);
  }
}
