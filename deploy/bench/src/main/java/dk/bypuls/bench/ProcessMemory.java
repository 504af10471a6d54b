package dk.bypuls.bench;

import java.util.List;

/**
 * The memory of processes as {@code /proc/PID/smaps_rollup} says it.
 *
 * @param resident what is in memory, counted whole in each process that shares it
 * @param proportional the same, with what is shared divided among those who share it
 */
record ProcessMemory(long resident, long proportional) {

  static final ProcessMemory NONE = new ProcessMemory(0, 0);

  private static final double KILOBYTES_PER_MEGABYTE = 1024;

  static ProcessMemory parse(List<String> lines) {
    return new ProcessMemory(kilobytes("Rss:", lines), kilobytes("Pss:", lines));
  }

  private static long kilobytes(String name, List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length(), line.indexOf(" kB")).trim())
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("there is no line " + name));
  }

  ProcessMemory plus(ProcessMemory other) {
    return new ProcessMemory(resident + other.resident, proportional + other.proportional);
  }

  double residentMegabytes() {
    return resident / KILOBYTES_PER_MEGABYTE;
  }

  double proportionalMegabytes() {
    return proportional / KILOBYTES_PER_MEGABYTE;
  }
}
