package dk.bypuls.api.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the service of the made-up town says of itself: history was away once, and the service. */
final class StubStatus {

  private static final List<String> PARTS =
      List.of("registry", "live", "history", "ingest", "aggregator");

  private final StubCity city;
  private volatile boolean historyAway;
  private volatile boolean away;

  StubStatus(StubCity city) {
    this.city = city;
    city.say(
        "/status",
        asked ->
            asked.getRequestHeaders().getFirst("Accept").startsWith("text/html")
                ? new StubCity.Answer(200, "text/html; charset=utf-8", page())
                : answer(asked.getRequestURI().getQuery()));
  }

  void history(boolean there) {
    historyAway = !there;
  }

  void answering(boolean there) {
    away = !there;
  }

  private static String page() {
    try {
      return Files.readString(PageStand.built().resolve("status.html"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StubCity.Answer answer(String query) {
    return away
        ? new StubCity.Answer(503, "application/problem+json", "{\"status\":503}")
        : StubCity.Answer.json(json(Integer.parseInt(query.replace("days=", ""))));
  }

  private String json(int days) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String parts =
        PARTS.stream().map(part -> part(part, now)).collect(Collectors.joining(",", "{", "}"));
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    String past =
        IntStream.range(0, days)
            .mapToObj(back -> day(today, days - 1 - back))
            .collect(Collectors.joining(",", "[", "]"));
    return """
    {"status":"%s","at":"%s","recordedFrom":"%s","parts":%s,
     "heartbeat":{"status":"on-time","heard":"%s","seconds":12,"within":"PT2M"},
     "datasets":%s,"zone":"Europe/Copenhagen","days":%s,"incidents":%s}
    """
        .formatted(
            historyAway ? "degraded" : "up",
            now,
            now.minus(Duration.ofDays(60)),
            parts,
            now.minusSeconds(12),
            datasets(now),
            past,
            incidents(now, days));
  }

  private String part(String part, Instant now) {
    boolean down = historyAway && part.equals("history");
    return "\"%s\":{\"status\":\"%s\",\"since\":\"%s\"}"
        .formatted(part, down ? "down" : "up", now.minus(Duration.ofMinutes(down ? 4 : 9000)));
  }

  /** Nobody looked more than sixty days ago, and for half of the fortieth. */
  private static String day(LocalDate today, int back) {
    int seen = back > 60 ? 0 : back == 40 ? 700 : 1440;
    String shares =
        PARTS.stream().map(part -> share(part, back, seen)).collect(Collectors.joining(","));
    return "{\"day\":\"%s\",\"minutes\":1440,%s}".formatted(today.minusDays(back), shares);
  }

  private static String share(String part, int back, int seen) {
    int trouble = !part.equals("history") ? 0 : back == 5 ? 210 : back == 22 ? 6 : 0;
    return "\"%s\":{\"seen\":%d,\"up\":%d}".formatted(part, seen, Math.max(0, seen - trouble));
  }

  private String datasets(Instant now) {
    return city.town.datasets.stream()
        .map(
            data ->
                "{\"dataset\":\"%s\",\"title\":{\"da\":\"%s\",\"en\":\"%s\"},\"status\":\"%s\",\"within\":\"%s\",\"publishedAt\":\"%s\"}"
                    .formatted(
                        data.id(),
                        data.danish(),
                        data.english(),
                        data.id().endsWith("soil") ? "late" : "on-time",
                        data.resolution().equals("PT1M") ? "PT3M" : "PT31M",
                        now.minusSeconds(data.id().endsWith("soil") ? 7200 : 25)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private String incidents(Instant now, int days) {
    Stream<String> past =
        Stream.of(
                incident(now, 40, 740, null),
                incident(now, 22, 6, "history"),
                incident(now, 5, 210, "history"))
            .filter(any -> days > 40);
    Stream<String> present =
        historyAway
            ? Stream.of(
                "{\"what\":\"trouble\",\"part\":\"history\",\"from\":\"%s\"}"
                    .formatted(now.minus(Duration.ofMinutes(4))))
            : Stream.empty();
    return Stream.concat(past, present).collect(Collectors.joining(",", "[", "]"));
  }

  private static String incident(Instant now, int daysBack, int minutes, @Nullable String part) {
    Instant from = now.minus(Duration.ofDays(daysBack));
    return "{\"what\":\"%s\",%s\"from\":\"%s\",\"to\":\"%s\"}"
        .formatted(
            part == null ? "unseen" : "trouble",
            part == null ? "" : "\"part\":\"" + part + "\",",
            from,
            from.plus(Duration.ofMinutes(minutes)));
  }
}
