package dk.bypuls.adversary;

import dk.bypuls.events.Window;
import dk.bypuls.events.WindowJson;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The open side of a city that told that, as far as the adversary asks it. */
final class ToldDoor implements Door {

  private static final String DATASET = "/v1/datasets/" + Crowd.DATASET;
  private static final Duration TOOK = Duration.ofMillis(2);

  private final IntFunction<List<Told>> told;
  private int asked;

  /** With what is told at each time that somebody asks. */
  ToldDoor(IntFunction<List<Told>> told) {
    this.told = told;
  }

  @Override
  public Reply ask(String path) {
    URI address = URI.create(path.replace("+", "%2B"));
    Map<String, String> query = query(address);
    boolean isKnown = Crowd.square(0).equals(query.getOrDefault("area", Crowd.square(0)));
    return switch (address.getPath()) {
      case DATASET -> reply(200, policy());
      case DATASET + "/windows" ->
          isKnown || isToldOf(query.get("area")) ? reply(200, windows(query)) : reply(400, "");
      default -> reply(404, "nothing here");
    };
  }

  private boolean isToldOf(@Nullable String area) {
    return told.apply(0).stream().anyMatch(each -> each.area().equals(area));
  }

  private static Reply reply(int status, String body) {
    Map<String, List<String>> headers = Map.of("etag", List.of("tag-" + body.hashCode()));
    return new Reply(status, headers, body, TOOK);
  }

  private static String policy() {
    return "{\"policy\":{\"versions\":[{\"smallestGroup\":%d,\"resolution\":\"%s\"}]}}"
        .formatted(Crowd.known().smallestGroup(), Crowd.policy().grain().resolution());
  }

  private static Map<String, String> query(URI address) {
    return address.getQuery() == null
        ? Map.of()
        : Arrays.stream(address.getQuery().split("&", -1))
            .collect(
                Collectors.toMap(
                    each -> each.substring(0, each.indexOf('=')),
                    each -> each.substring(each.indexOf('=') + 1)));
  }

  private String windows(Map<String, String> query) {
    Instant asOf = Instant.parse(query.getOrDefault("as_of", "2100-01-01T00:00:00Z"));
    Map<String, String> newest = new TreeMap<>();
    for (Told each : told.apply(asked++)) {
      if (isAsked(each, query) && !publishedAt(each).isAfter(asOf)) {
        String line = WindowJson.write(each.window(Crowd.DATASET), publishedAt(each));
        newest.merge(
            each.area() + each.start() + each.status().equals(Window.Status.RUNNING),
            line,
            (one, later) -> later);
      }
    }
    return String.join("\n", new ArrayList<>(newest.values()));
  }

  private static boolean isAsked(Told each, Map<String, String> query) {
    String from = query.getOrDefault("from", "");
    String to = query.getOrDefault("to", "");
    return each.resolution().name().equals(query.getOrDefault("resolution", "PT1H"))
        && each.area().equals(query.getOrDefault("area", each.area()))
        && (!from.contains("T") || !each.start().isBefore(Instant.parse(from)))
        && (to.isEmpty() || each.start().isBefore(Instant.parse(to)));
  }

  private static Instant publishedAt(Told told) {
    Instant due = told.resolution().spanAt(told.start()).end();
    return told.revision() > 1 ? due.plus(Duration.ofHours(40)) : due;
  }

  @Override
  public List<Heard> listen(String path, @Nullable String since) {
    return List.of();
  }
}
