package dk.bypuls.api.web;

import com.sun.net.httpserver.HttpExchange;
import dk.bypuls.events.Resolution;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What is normal in the made-up town, and its hours of the last day. Nearly all is as usual, but
 * particles are high all over the town, and at one place it is loud.
 */
final class StubWeek {

  private static final String LIST_END = "]}";

  private final StubCity city;
  private volatile boolean away;

  StubWeek(StubCity city) {
    this.city = city;
    for (StubTown.Data data : city.town.datasets) {
      String path = "/v1/datasets/" + data.id();
      city.say(path + "/normal", exchange -> answer(() -> normal(data, exchange)));
      city.say(path + "/windows", exchange -> answer(() -> windows(data, exchange)));
      city.say(path + "/latest", exchange -> StubCity.Answer.json(latest(data, exchange)));
    }
  }

  /** Takes the history away, or gives it back; the newest windows need none. */
  void history(boolean there) {
    away = !there;
  }

  /** Where it is loud. */
  StubTown.Line loud() {
    return city.town.lines.stream()
        .filter(line -> line.measured().id().equals("sound-level"))
        .findFirst()
        .orElseThrow();
  }

  private StubCity.Answer answer(Supplier<String> text) {
    return away
        ? new StubCity.Answer(
            503, "application/problem+json", "{\"title\":\"away\",\"status\":503}")
        : StubCity.Answer.json(text.get());
  }

  private String latest(StubTown.Data data, HttpExchange exchange) {
    String query = exchange.getRequestURI().getQuery();
    Instant now = Instant.now();
    if (query == null || !query.contains("PT1H")) {
      return city.town.latest(data, now);
    }
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    return StubTown.windows(
        data, of(data, "").stream().map(line -> hour(line, hour, now)).toList());
  }

  private String windows(StubTown.Data data, HttpExchange exchange) {
    Instant now = Instant.now();
    List<String> windows = new ArrayList<>();
    for (StubTown.Line line : of(data, exchange.getRequestURI().getQuery())) {
      for (int back = 24; back > 0; back--) {
        windows.add(
            hour(line, now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(back)), now));
      }
    }
    return StubTown.windows(data, windows);
  }

  private String normal(StubTown.Data data, HttpExchange exchange) {
    String query = exchange.getRequestURI().getQuery();
    return of(data, query).stream()
        .filter(line -> query.contains(line.spot().id()))
        .map(this::week)
        .collect(
            Collectors.joining(",", "{\"dataset\":\"" + data.id() + "\",\"series\":[", LIST_END));
  }

  private List<StubTown.Line> of(StubTown.Data data, String query) {
    return city.town.lines.stream()
        .filter(line -> line.data().equals(data))
        .filter(line -> query.isEmpty() || query.contains("quantity=" + line.measured().id()))
        .toList();
  }

  private String hour(StubTown.Line line, Instant start, Instant now) {
    Instant end = start.plus(Duration.ofHours(1));
    boolean isOver = !end.isAfter(now);
    boolean isNow = start.isAfter(now.minus(Duration.ofHours(3)));
    String quantity = line.measured().id();
    double raised = quantity.equals("pm2-5") ? 60 : line.equals(loud()) ? 30 : 0;
    return StubTown.window(
        line,
        "PT1H",
        start,
        end,
        isOver ? "complete" : "running",
        middle(line, start) + (isNow ? raised : 0),
        isOver ? end : now);
  }

  private double middle(StubTown.Line line, Instant start) {
    return city.town.value(line, start.plus(Duration.ofMinutes(30)));
  }

  /** When that hour of the week is, tomorrow or in the days before it: whatever is told is near. */
  private static Instant nearest(int hourOfWeek) {
    LocalDate tomorrow = LocalDate.now(Resolution.ZONE).plusDays(1);
    DayOfWeek weekday = DayOfWeek.of(hourOfWeek / 24 + 1);
    return tomorrow
        .with(TemporalAdjusters.previousOrSame(weekday))
        .atTime(hourOfWeek % 24, 0)
        .atZone(Resolution.ZONE)
        .toInstant();
  }

  private String week(StubTown.Line line) {
    double apart = 0.15 * (line.measured().high() - line.measured().low());
    StringBuilder hours = new StringBuilder();
    for (int hour = 0; hour < 168; hour++) {
      double usual = middle(line, nearest(hour));
      hours
          .append(hour == 0 ? "" : ",")
          .append(
              String.format(
                  Locale.ROOT,
                  "{\"weekday\":%d,\"hour\":%d,\"n\":8,\"median\":%.2f,\"p25\":%.2f,\"p75\":%.2f}",
                  hour / 24 + 1,
                  hour % 24,
                  usual,
                  usual - apart / 2,
                  usual + apart / 2));
    }
    return ("{\"place\":\"%s\",\"sensor\":\"%s\",\"quantity\":\"%s\",\"unit\":\"%s\",\"statistic\":\"%s\",\"hours\":["
            + hours
            + LIST_END)
        .formatted(
            line.spot().id(),
            line.data().id() + line.spot().id().substring("havnstrup".length()),
            line.measured().id(),
            line.measured().unit(),
            line.measured().kind().equals("AMOUNT") ? "sum" : "mean");
  }
}
