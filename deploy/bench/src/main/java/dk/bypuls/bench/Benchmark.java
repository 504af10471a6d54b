package dk.bypuls.bench;

import java.util.List;

/** Something that is measured beside its peer. */
interface Benchmark {

  /** What is compared, in one line. */
  String about();

  /**
   * Takes its options.
   *
   * @throws IllegalArgumentException if it has none of these
   */
  default void configure(List<String> options) {
    if (!options.isEmpty()) {
      throw new IllegalArgumentException("it takes no options; not " + options);
    }
  }

  void run(Rounds rounds);
}
