package dk.bypuls.bench;

/** Something that is measured beside its peer. */
interface Benchmark {

  /** What is compared, in one line. */
  String about();

  void run(Rounds rounds);
}
