package dk.bypuls.api.web;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** The last day of one dataset of the made-up town, and what is normal in it. */
final class StubPast {

  private static final int QUARTERS = 96;
  private static final Duration QUARTER = Duration.ofMinutes(15);

  private final StubCity city;
  private final StubTown.Data data;

  /** When the last day begins that was asked for. */
  private volatile Instant from;

  private StubPast(StubCity city, StubTown.Data data) {
    this.city = city;
    this.data = data;
    long seconds = QUARTER.toSeconds();
    Instant quarter = Instant.ofEpochSecond(Instant.now().getEpochSecond() / seconds * seconds);
    this.from = quarter.minus(QUARTER.multipliedBy(QUARTERS));
  }

  /** Has the city answer for the whole last day of that dataset. */
  static StubPast of(StubCity city, String dataset) {
    StubTown.Data data =
        city.town.datasets.stream()
            .filter(one -> one.id().equals(dataset))
            .findFirst()
            .orElseThrow();
    StubPast past = new StubPast(city, data);
    String path = "/v1/datasets/" + dataset;
    city.say(path + "/windows", exchange -> past.answer(exchange.getRequestURI().getQuery()));
    city.say(path + "/normal", exchange -> StubCity.Answer.json(past.normal()));
    return past;
  }

  /** What a series said in that quarter of the day that was asked for last; 1 is the first. */
  double at(StubTown.Line line, int quarter) {
    return city.town.value(line, start(quarter));
  }

  /** Every fifth series has nothing in the first half of the day. */
  boolean isMissing(StubTown.Line line, int quarter) {
    return quarter <= QUARTERS / 2 && lines().indexOf(line) % 5 == 0;
  }

  List<StubTown.Line> lines() {
    return city.town.lines.stream().filter(line -> line.data().equals(data)).toList();
  }

  private Instant start(int quarter) {
    return from.plus(QUARTER.multipliedBy(quarter - 1L));
  }

  private StubCity.Answer answer(String query) {
    if (!query.contains("format=csv")) {
      String place = query.replaceAll(".*place=([^&]+).*", "$1");
      return StubCity.Answer.json(city.town.lastDay(data, place, Instant.now()));
    }
    from = Instant.parse(query.replaceAll(".*from=([^&]+).*", "$1"));
    StringJoiner rows = new StringJoiner("\n");
    rows.add("start,end,place,area,sensor,quantity,status,mean,sum,delta,last,leq,share,least");
    for (int quarter = 1; quarter <= QUARTERS; quarter++) {
      for (StubTown.Line line : lines()) {
        rows.add(row(line, quarter));
      }
    }
    return new StubCity.Answer(200, "text/csv", rows + "\n");
  }

  private String row(StubTown.Line line, int quarter) {
    boolean missing = isMissing(line, quarter);
    String figure = missing ? "" : String.format(Locale.ROOT, "%.6f", at(line, quarter));
    boolean sum = "AMOUNT".equals(line.measured().kind());
    return String.join(
        ",",
        start(quarter).toString(),
        start(quarter).plus(QUARTER).toString(),
        line.spot().id(),
        "",
        data.id() + line.spot().id().substring("havnstrup".length()),
        line.measured().id(),
        missing ? "missing" : "complete",
        sum ? "" : figure,
        sum ? figure : "",
        ",,,,");
  }

  private String normal() {
    StringJoiner series =
        new StringJoiner(",", "{\"dataset\":\"" + data.id() + "\",\"series\":[", "]}");
    for (StubTown.Line line : lines()) {
      StringJoiner hours = new StringJoiner(",");
      for (int hour = 0; hour < 168; hour++) {
        double middle = city.town.value(line, Instant.now().truncatedTo(ChronoUnit.HOURS));
        hours.add(
            String.format(
                Locale.ROOT,
                "{\"weekday\":%d,\"hour\":%d,\"n\":8,\"median\":%.2f,\"p25\":%.2f,\"p75\":%.2f}",
                hour / 24 + 1,
                hour % 24,
                middle,
                middle - 1,
                middle + 1));
      }
      series.add(
          "{\"place\":\"%s\",\"sensor\":\"%s\",\"quantity\":\"%s\",\"hours\":[%s]}"
              .formatted(
                  line.spot().id(),
                  data.id() + line.spot().id().substring("havnstrup".length()),
                  line.measured().id(),
                  hours));
    }
    return series.toString();
  }
}
