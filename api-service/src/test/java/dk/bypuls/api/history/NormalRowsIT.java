package dk.bypuls.api.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bypuls.api.history.NormalSeries.Hour;
import dk.bypuls.api.problem.ProblemException;
import dk.bypuls.api.request.Selection;
import dk.bypuls.events.Resolution;
import dk.bypuls.local.Database;
import dk.bypuls.local.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is normal, computed by a real database of eight weeks over a clock change. */
class NormalRowsIT {

  private static final String DATASET = "lille-air";

  /** A Wednesday, ten days after the clocks were set back. */
  private static final Instant FROM = local("2026-09-09T00:00");

  private static final Instant TO = local("2026-11-04T00:00");

  @TempDir static Path folder;

  private static Database database;
  private static int series;

  @BeforeAll
  static void start() throws Exception {
    database = Database.start(folder.resolve("city"), FreePorts.one());
    database.awaitReady();
    Path migrations =
        Path.of(System.getProperty("bypuls.checkout", ".."))
            .resolve("aggregator-service/src/main/resources/db/history");
    for (String version :
        List.of("V1__windows.sql", "V2__statistics_by_kind.sql", "V6__windows_about_people.sql")) {
      String sql = Files.readString(migrations.resolve(version));
      sink(
          "set search_path to open; "
              + sql.replace("${schema}", "open").replace("${chunk}", "1 day"));
    }
    sink(
        "insert into open.families (dataset, resolution) values ('%s', %d)"
            .formatted(DATASET, Resolution.PT1H.number()));
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void theMiddleAndTheQuartilesOfTheLastRevisionOfEachWeek() throws Exception {
    // Given
    int temperature = series("a", "air-temperature");
    for (int week = 0; week < 8; week++) {
      Instant monday = local("2026-09-14T08:00", week);
      row(temperature, monday, 1, "mean", 100L * (week + 1));
    }
    row(temperature, local("2026-09-14T08:00", 2), 2, "mean", 9000L);

    // When
    List<Hour> hours = hours("a");

    // Then
    assertThat(hours).containsExactly(new Hour(1, 8, 8, 350, 550, 725));
  }

  @Test
  void theHourThatComesTwiceIsOneHourOfTheWeekAndOneWeek() throws Exception {
    // Given
    int temperature = series("b", "air-temperature");
    for (int week = 0; week < 8; week++) {
      row(temperature, local("2026-09-13T02:00", week), 1, "mean", 500L);
    }
    row(temperature, local("2026-10-25T02:00").plusSeconds(3600), 1, "mean", 500L);

    // When
    List<Hour> hours = hours("b");

    // Then
    assertThat(hours).containsExactly(new Hour(7, 2, 8, 500, 500, 500));
  }

  @Test
  void whatIsNotKnownInThreeWeeksIsAbsent() throws Exception {
    // Given
    int temperature = series("c", "air-temperature");
    for (int week = 0; week < 3; week++) {
      row(temperature, local("2026-09-15T10:00", week), 1, "mean", 1L);
      row(temperature, local("2026-09-15T11:00", week), 1, "mean", 1L);
      row(temperature, local("2026-09-15T12:00", week), 1, "mean", 1L);
      row(temperature, local("2026-09-15T13:00", week), 1, "mean", 1L);
    }
    Instant taken = local("2026-09-15T10:00", 1);
    sink(
        "insert into open.withdrawn values ('%s', '%s', '%s', now(), 'a fault')"
            .formatted(DATASET, taken, taken.plusSeconds(3600)));
    sink(
        "update open.windows set status = 3 where series = %d and start_at = '%s'"
            .formatted(temperature, local("2026-09-15T11:00", 1)));
    row(temperature, local("2026-09-15T12:00", 1), 2, "mean", null);

    // When
    List<Hour> hours = hours("c");

    // Then
    assertThat(hours).extracting(Hour::hour).containsExactly(13);
  }

  @Test
  void nothingBeforeOrAfterTheWholeDaysIsLookedAt() throws Exception {
    // Given
    int temperature = series("d", "air-temperature");
    for (int week = -1; week < 10; week++) {
      row(temperature, local("2026-09-09T00:00", week), 1, "mean", 7L);
    }

    // When
    List<Hour> hours = hours("d");

    // Then
    assertThat(hours).extracting(Hour::n).containsExactly(8);
  }

  @Test
  void eachKindByItsOwnFigureAndBearingsNotAtAll() throws Exception {
    // Given
    int rain = series("e", "rain-amount");
    int door = series("e", "door-open");
    int wind = series("e", "wind-direction");
    for (int week = 0; week < 4; week++) {
      row(rain, local("2026-09-16T10:00", week), 1, "sum", 12L);
      row(door, local("2026-09-16T10:00", week), 1, "share", 2500L);
      row(wind, local("2026-09-16T10:00", week), 1, "mean", 35900L);
    }

    // When
    List<NormalSeries> all = ask("e");

    // Then
    assertThat(NormalJson.write(asked("e"), all))
        .contains("\"quantity\":\"rain-amount\"", "\"statistic\":\"sum\"")
        .contains(
            "\"statistic\":\"share\",\"hours\":[{\"weekday\":3,\"hour\":10,\"n\":4,"
                + "\"median\":0.2500,\"p25\":0.2500,\"p75\":0.2500}]")
        .doesNotContain("wind-direction");
  }

  @Test
  void moreSeriesThanAreAnsweredAreRefused() throws Exception {
    // Given
    for (int i = 0; i <= NormalRows.MOST_SERIES; i++) {
      series("f", "sensor-" + i, "air-temperature");
    }

    // When
    assertThatThrownBy(() -> ask("f"))

        // Then
        .isInstanceOf(ProblemException.class);
  }

  private static List<Hour> hours(String place) throws SQLException {
    return ask(place).get(0).hours();
  }

  private static List<NormalSeries> ask(String place) throws SQLException {
    try (Connection connection = database.connect("bypuls_open")) {
      assertThat(NormalRows.withdrawals(connection, DATASET)).isNotEmpty();
      return NormalRows.ask(connection, asked(place));
    }
  }

  private static NormalRequest asked(String place) {
    return new NormalRequest(
        DATASET,
        "1.1",
        new Selection(Set.of(place), null, null, null),
        List.of(),
        List.of(),
        FROM,
        TO,
        false);
  }

  private static Instant local(String time) {
    return local(time, 0);
  }

  private static Instant local(String time, int weeks) {
    return LocalDateTime.parse(time).plusWeeks(weeks).atZone(Resolution.ZONE).toInstant();
  }

  private static int series(String place, String quantity) throws SQLException {
    return series(place, "lille-1", quantity);
  }

  private static int series(String place, String sensor, String quantity) throws SQLException {
    sink(
        "insert into open.series (id, family, place, sensor, area, quantity)"
            + " overriding system value select %d, id, '%s', '%s', '', '%s' from open.families"
                .formatted(++series, place, sensor, quantity));
    return series;
  }

  private static void row(
      int series, Instant start, int revision, String figure, @Nullable Long value)
      throws SQLException {
    String sql =
        "insert into open.windows (start_at, end_at, published_at, final_at, count, family, series,"
            + " revision, batch, flags, status, "
            + figure
            + ") select ?, ?, ?, ?, 1, id, ?, ?, 1, 0, 2, ? from open.families";
    try (Connection connection = database.connect("bypuls_sink");
        PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setTimestamp(1, Timestamp.from(start));
      insert.setTimestamp(2, Timestamp.from(start.plusSeconds(3600)));
      insert.setTimestamp(3, Timestamp.from(start.plusSeconds(3610)));
      insert.setTimestamp(4, Timestamp.from(start.plusSeconds(7200)));
      insert.setInt(5, series);
      insert.setInt(6, revision);
      insert.setObject(7, value, java.sql.Types.BIGINT);
      insert.execute();
    }
  }

  private static void sink(String sql) throws SQLException {
    try (Connection connection = database.connect("bypuls_sink");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
