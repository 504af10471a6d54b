package dk.bypuls.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The CPU time of a process and all that it started, as the operating system tells it. */
final class CpuTime {

  private CpuTime() {}

  static double nanoseconds(long pid) {
    return ProcessHandle.of(pid)
        .map(process -> ticks(process) * ProcessStat.SECONDS_PER_TICK * 1e9)
        .orElseThrow(CpuTime::ended);
  }

  static long ticks(ProcessHandle process) {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process);
    long ticks = 0;
    for (ProcessHandle each : all) {
      try {
        ticks +=
            ProcessStat.parse(Files.readString(Path.of("/proc", each.pid() + "", "stat"))).ticks();
      } catch (IOException ended) {
        // What a child took that has ended is in its parent's figure.
        if (each.equals(process)) {
          throw ended();
        }
      }
    }
    return ticks;
  }

  private static IllegalStateException ended() {
    return new IllegalStateException("a process that is measured has ended");
  }
}
