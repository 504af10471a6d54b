package dk.bypuls.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the open API serves, part by part: {@code ./bypuls bench api PART}. */
final class ApiBenchmark implements Benchmark {

  private static final Map<String, Benchmark> PARTS =
      new TreeMap<>(
          Map.of(
              "history", new ReadBenchmark(),
              "latest", new LatestBenchmark(),
              "live", new LiveBenchmark()));

  private String part = "";

  @Override
  public String about() {
    StringBuilder about = new StringBuilder("PART: the open API beside its peers. Parts:");
    PARTS.forEach(
        (name, each) ->
            about.append("\n               ").append(name).append(' ').append(each.about()));
    return about.toString();
  }

  @Override
  public void configure(List<String> options) {
    part = options.isEmpty() ? "" : options.get(0);
    part().configure(options.subList(1, options.size()));
  }

  private Benchmark part() {
    Benchmark found = PARTS.get(part);
    if (found == null) {
      throw new IllegalArgumentException("name a part: " + PARTS.keySet());
    }
    return found;
  }

  @Override
  public void run(Rounds rounds) {
    part().run(rounds);
  }
}
