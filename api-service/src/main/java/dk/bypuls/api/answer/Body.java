package dk.bypuls.api.answer;

/** The bytes of an answer, made piece by piece. */
public interface Body extends AutoCloseable {

  /** Whether all has been handed out. */
  boolean isFinished();

  /** The next piece. */
  byte[] next();

  /**
   * The last piece of an answer that cannot go on; empty where its form has no place for it.
   *
   * @param problem why, as JSON on one line
   */
  byte[] broken(String problem);

  /** Gives back what it holds. */
  @Override
  void close();
}
