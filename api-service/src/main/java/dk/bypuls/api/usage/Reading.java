package dk.bypuls.api.usage;

/** A way in which a dataset is read. */
public interface Reading {

  /**
   * Counts one answer.
   *
   * @param rows windows of history in it
   * @param bytes of its body, before compression
   */
  void given(long rows, long bytes);
}
