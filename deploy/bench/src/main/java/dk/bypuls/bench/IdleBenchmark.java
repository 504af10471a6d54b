package dk.bypuls.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What a running city takes while nobody asks it for anything: CPU time and memory of all its
 * processes, as the operating system counts them. Starts nothing itself.
 */
final class IdleBenchmark implements Benchmark {

  private static final int SECONDS = 60;
  private static final Path PROC = Path.of("/proc");

  private final Path city;

  IdleBenchmark(Path city) {
    this.city = city;
  }

  @Override
  public String about() {
    return "CPU and memory of a running city, part by part, over " + SECONDS + " s";
  }

  @Override
  public void run(Rounds rounds) {
    CityProcesses processes = CityProcesses.of(city, PROC);
    long began = System.nanoTime();
    Map<String, Long> before = processes.ticks();
    pause();
    Map<String, Long> after = processes.ticks();
    double seconds = (System.nanoTime() - began) / 1e9;
    Map<String, Part> parts = parts(seconds, before, after, processes.memory());
    Part whole = parts.values().stream().reduce(Part.NONE, Part::plus);

    rounds.say("%-12s %14s %10s %10s", "part", "% of a core", "PSS MB", "RSS MB");
    parts.forEach((name, part) -> rounds.say("%s", row(name, part)));
    rounds.say("%s", row("city", whole));
    rounds.say("%s", json(seconds, parts, whole));
  }

  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The share of one core that a part took, and the memory that it has. */
  record Part(double percent, ProcessMemory memory) {
    static final Part NONE = new Part(0, ProcessMemory.NONE);

    Part plus(Part other) {
      return new Part(percent + other.percent, memory.plus(other.memory));
    }
  }

  static Map<String, Part> parts(
      double seconds,
      Map<String, Long> before,
      Map<String, Long> after,
      Map<String, ProcessMemory> memory) {
    Map<String, Part> parts = new TreeMap<>();
    after.forEach(
        (name, ticks) -> {
          long taken = ticks - before.getOrDefault(name, 0L);
          double percent = 100 * taken * ProcessStat.SECONDS_PER_TICK / seconds;
          parts.put(name, new Part(percent, memory.getOrDefault(name, ProcessMemory.NONE)));
        });
    return parts;
  }

  private static String row(String name, Part part) {
    return String.format(
        Locale.ROOT,
        "%-12s %14.2f %10.0f %10.0f",
        name,
        part.percent(),
        part.memory().proportionalMegabytes(),
        part.memory().residentMegabytes());
  }

  static String json(double seconds, Map<String, Part> parts, Part whole) {
    List<String> members = new ArrayList<>();
    parts.forEach((name, part) -> members.add("\"" + name + "\":{" + members(part) + "}"));
    return String.format(
        Locale.ROOT,
        "{\"bench\":\"idle\",\"seconds\":%.0f,%s,\"parts\":{%s}}",
        seconds,
        members(whole),
        String.join(",", members));
  }

  private static String members(Part part) {
    return String.format(
        Locale.ROOT,
        "\"percentOfCore\":%.2f,\"pssMegabytes\":%.0f,\"rssMegabytes\":%.0f",
        part.percent(),
        part.memory().proportionalMegabytes(),
        part.memory().residentMegabytes());
  }
}
