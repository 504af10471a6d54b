package dk.bypuls.aggregator.recompute;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.aggregator.store.ToldWindow;
import dk.bypuls.aggregator.window.WindowRules;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Tick;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Text;
import dk.bypuls.events.vocabulary.PrivacyClass;
import dk.bypuls.events.vocabulary.Quantities;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecomputationTest {

  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final int MINUTES = 60;
  private static final Dataset AIR =
      new Dataset(
          "lille-air",
          "lille",
          new Text("Luft", "Air"),
          null,
          PrivacyClass.OPEN,
          List.of("lille-air-quality"),
          List.of(),
          List.of("air-temperature"),
          null,
          null,
          null,
          null,
          null,
          Period.ofYears(1),
          Dataset.DEFAULT_LATENESS,
          null);
  private static final Registry TOWN =
      new Registry(
          List.of(
              new Profile(
                  "lille-air-quality",
                  "lille",
                  new Profile.Product("Nordsensor", "X"),
                  Duration.ofMinutes(1),
                  null,
                  List.of()),
              new Sensor(
                  "lille-a",
                  "lille",
                  List.of("lille-lorawan"),
                  "a",
                  "lille-air-quality",
                  List.of(new Sensor.Placement("lille-torv", null))),
              AIR));

  @Test
  void believesAClockThatFellBackAsTheStreamDoes() {
    // When
    Map<String, String> wrong = recomputed(NOON.plus(Duration.ofDays(3)));

    // Then
    assertThat(wrong).hasSize(MINUTES).isEqualTo(recomputed(null));
  }

  /** Windows of a minute, of a reading each minute; half-way a broker's clock says that once. */
  private static Map<String, String> recomputed(@Nullable Instant wrong) {
    Instant end = NOON.plus(Duration.ofMinutes(MINUTES));
    Recomputation recomputation =
        new Recomputation(
            new Asked("lille-air", "", NOON, end), TOWN, AIR, WindowRules.DEFAULT, 0, 1_000);
    for (int minute = 0; minute < MINUTES; minute++) {
      Instant observed = NOON.plus(Duration.ofMinutes(minute)).plusSeconds(7);
      recomputation.take(reading(minute, observed), observed.plusSeconds(1).toEpochMilli());
      if (minute == MINUTES / 2 && wrong != null) {
        recomputation.take(new Tick("test"), wrong.toEpochMilli());
      }
    }
    for (int second = 0; second < 300; second++) {
      recomputation.take(new Tick("test"), end.plusSeconds(second).toEpochMilli());
    }
    Map<String, String> minutes = new TreeMap<>();
    for (ToldWindow told : recomputation.told().values()) {
      if (told.window().resolution() == Resolution.PT1M) {
        minutes.put(told.cell(), String.valueOf(Comparison.canonical(told)));
      }
    }
    return minutes;
  }

  private static Readings reading(int message, Instant observed) {
    return new Readings(
        "lille",
        "lille-a",
        "lille-lorawan",
        Origin.ofMessage("lille-a", "m" + message),
        observed,
        List.of(new Readings.Reading(Quantities.of("air-temperature"), 0, message, observed, 0)));
  }
}
