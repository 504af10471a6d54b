package dk.bypuls.bench;

import static java.util.stream.Collectors.groupingBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The processes of a running city, each under the part that started it. */
final class CityProcesses {

  /** What is not in a part: the process that starts them all, and its helpers. */
  static final String LAUNCHER = "launcher";

  private static final String ENDING = ".pid";

  private final Path proc;
  private final long launcher;
  private final Map<String, Long> parts;

  private CityProcesses(Path proc, long launcher, Map<String, Long> parts) {
    this.proc = proc;
    this.launcher = launcher;
    this.parts = parts;
  }

  /**
   * Finds them by what the city says in its folder.
   *
   * @throws IllegalStateException if no city runs there
   */
  static CityProcesses of(Path city, Path proc) {
    Path run = city.resolve("run");
    Properties status = new Properties();
    Map<String, Long> parts = new TreeMap<>();
    try (BufferedReader reader = Files.newBufferedReader(run.resolve("status.properties"));
        Stream<Path> files = Files.list(run)) {
      status.load(reader);
      for (Path file : files.filter(it -> it.toString().endsWith(ENDING)).toList()) {
        String name = file.getFileName().toString();
        parts.put(
            name.substring(0, name.length() - ENDING.length()),
            Long.valueOf(Files.readString(file).trim()));
      }
    } catch (IOException absent) {
      throw notRunning(city);
    }
    if (!"RUNNING".equals(status.getProperty("state"))) {
      throw notRunning(city);
    }
    return new CityProcesses(proc, Long.parseLong(status.getProperty("supervisor")), parts);
  }

  private static IllegalStateException notRunning(Path city) {
    return new IllegalStateException("no city runs in " + city + "; start one with ./bypuls up");
  }

  /** The CPU time that each part has taken so far, in ticks. */
  Map<String, Long> ticks() {
    Map<String, Long> ticks = new LinkedHashMap<>();
    byPart()
        .forEach(
            (part, processes) ->
                ticks.put(part, processes.stream().mapToLong(ProcessStat::ticks).sum()));
    return ticks;
  }

  Map<String, ProcessMemory> memory() {
    Map<String, ProcessMemory> memory = new LinkedHashMap<>();
    byPart()
        .forEach(
            (part, processes) ->
                memory.put(
                    part,
                    processes.stream()
                        .map(this::memory)
                        .reduce(ProcessMemory.NONE, ProcessMemory::plus)));
    return memory;
  }

  private Map<String, List<ProcessStat>> byPart() {
    Map<Long, List<ProcessStat>> children =
        everyProcess().stream().collect(groupingBy(ProcessStat::parent));
    Map<Long, ProcessStat> processes = new LinkedHashMap<>();
    children.values().forEach(all -> all.forEach(it -> processes.put(it.pid(), it)));
    Map<String, List<ProcessStat>> byPart = new TreeMap<>();
    List<ProcessStat> others = tree(launcher, processes, children);
    parts.forEach(
        (part, pid) -> {
          List<ProcessStat> tree = tree(pid, processes, children);
          others.removeAll(tree);
          byPart.put(part, tree);
        });
    byPart.put(LAUNCHER, others);
    return byPart;
  }

  private static List<ProcessStat> tree(
      long root, Map<Long, ProcessStat> processes, Map<Long, List<ProcessStat>> children) {
    ProcessStat first = processes.get(root);
    if (first == null) {
      throw new IllegalStateException("process " + root + " of the city has ended");
    }
    List<ProcessStat> tree = new ArrayList<>(List.of(first));
    for (int next = 0; next < tree.size(); next++) {
      tree.addAll(children.getOrDefault(tree.get(next).pid(), List.of()));
    }
    return tree;
  }

  private List<ProcessStat> everyProcess() {
    try (Stream<Path> folders = Files.list(proc)) {
      return folders
          .filter(it -> it.getFileName().toString().matches("\\d+"))
          .flatMap(it -> read(it, "stat", lines -> ProcessStat.parse(lines.get(0))).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the processes cannot be listed in " + proc, e);
    }
  }

  private ProcessMemory memory(ProcessStat process) {
    Path folder = proc.resolve(Long.toString(process.pid()));
    return read(folder, "smaps_rollup", ProcessMemory::parse).stream()
        .findFirst()
        .orElse(ProcessMemory.NONE);
  }

  /** One or none: a process may end before it is looked at. */
  private static <T> List<T> read(Path process, String file, Function<List<String>, T> parser) {
    try {
      return List.of(parser.apply(Files.readAllLines(process.resolve(file))));
    } catch (IOException ended) {
      return List.of();
    }
  }
}
