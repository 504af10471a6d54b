package dk.bypuls.local.command;

import dk.bypuls.local.CityFolder;
import dk.bypuls.local.PartFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Shows the ends of a city's logs, and what comes after. */
final class Logs implements Command {
  private static final String FOLLOW = "--follow";
  private static final String LINES = "--lines";
  private static final int LINES_BY_DEFAULT = 50;
  private static final String SUFFIX = ".log";

  @Override
  public String name() {
    return "logs";
  }

  @Override
  public String summary() {
    return "the ends of the logs, of one part or of all";
  }

  @Override
  public String usage() {
    return "[part] [options]";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option(FOLLOW, "", "goes on with what is written from now on (also -f)"),
        new Option("-f", "", "as " + FOLLOW),
        new Option(LINES, "N", "so many lines of each (default " + LINES_BY_DEFAULT + ")"));
  }

  @Override
  public int run(Arguments arguments, PrintStream out) throws IOException, InterruptedException {
    arguments.demandWords(0, 1, "");
    List<Path> logs = logs(arguments.city(), arguments.words());
    List<String> tail =
        new ArrayList<>(
            List.of("tail", "-n", "" + arguments.number(LINES).orElse(LINES_BY_DEFAULT)));
    if (arguments.has(FOLLOW) || arguments.has("-f")) {
      tail.add("-F");
    }
    logs.forEach(log -> tail.add(log.toString()));
    return new ProcessBuilder(tail).inheritIO().start().waitFor();
  }

  private static List<Path> logs(CityFolder city, List<String> words) throws IOException {
    Path folder = city.log("any").getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new PartFailure("no city was ever started in " + city.path());
    }
    List<Path> all;
    try (Stream<Path> files = Files.list(folder)) {
      all = files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
    if (words.isEmpty()) {
      return all;
    }
    Path wanted = city.log(words.get(0));
    if (!all.contains(wanted)) {
      List<String> parts = all.stream().map(Logs::part).toList();
      throw new UsageException(
          "no log of "
              + words.get(0)
              + Nearest.hint(words.get(0), parts)
              + "; there are: "
              + String.join(", ", parts));
    }
    return List.of(wanted);
  }

  private static String part(Path log) {
    String file = String.valueOf(log.getFileName());
    return file.substring(0, file.length() - SUFFIX.length());
  }
}
