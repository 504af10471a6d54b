package dk.bypuls.bench;

/**
 * What the system says of a process in {@code /proc/PID/stat}.
 *
 * @param ticks the CPU time of the process and of those of its children that have ended
 */
record ProcessStat(long pid, long parent, long ticks) {

  /** How long a tick is, on every Linux. */
  static final double SECONDS_PER_TICK = 0.01;

  private static final int PARENT = 1;
  private static final int FIRST_TIME = 11;
  private static final int TIMES = 4;

  static ProcessStat parse(String line) {
    // The name of the program is in brackets, and may hold blanks and brackets itself.
    int name = line.lastIndexOf(')');
    String[] fields = line.substring(name + 2).trim().split(" ", -1);
    long ticks = 0;
    for (int field = FIRST_TIME; field < FIRST_TIME + TIMES; field++) {
      ticks += Long.parseLong(fields[field]);
    }
    return new ProcessStat(
        Long.parseLong(line.substring(0, line.indexOf(' '))),
        Long.parseLong(fields[PARENT]),
        ticks);
  }
}
