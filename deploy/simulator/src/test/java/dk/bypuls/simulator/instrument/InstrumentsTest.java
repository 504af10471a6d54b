package dk.bypuls.simulator.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.vocabulary.Conversion;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.events.vocabulary.Quantity;
import dk.bypuls.events.vocabulary.Unit;
import dk.bypuls.events.vocabulary.Units;
import dk.bypuls.simulator.nature.Nature;
import dk.bypuls.simulator.town.Device;
import dk.bypuls.simulator.town.Kind;
import dk.bypuls.simulator.town.Town;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InstrumentsTest {
  private static final long HOUR = 3_600_000L;
  private static final long FROM = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final long TO = Instant.parse("2027-01-01T00:00:00Z").toEpochMilli();
  private static final long WEDNESDAY = Instant.parse("2026-11-18T00:00:00Z").toEpochMilli();

  private final Town town = Town.of(1);
  private final Instruments instruments = new Instruments(new Nature(town.chance()));

  @ParameterizedTest
  @EnumSource
  void namesQuantitiesAndUnitsOfTheVocabulary(Kind kind) {
    // When
    List<Field> fields = instruments.of(kind).fields();

    // Then
    assertThat(fields).isNotEmpty();
    assertThat(fields).extracting(Field::quantity).allMatch(id -> Quantities.find(id).isPresent());
    assertThat(fields)
        .allSatisfy(
            field -> {
              Quantity quantity = Quantities.of(field.quantity());
              Conversion conversion = conversion(field);
              assertThat(conversion.apply(BigDecimal.valueOf(field.low())))
                  .matches(quantity::plausible);
              assertThat(conversion.apply(BigDecimal.valueOf(field.high())))
                  .matches(quantity::plausible);
            });
  }

  @ParameterizedTest
  @EnumSource
  void staysPlausibleAllYear(Kind kind) {
    // Given
    Instrument instrument = instruments.of(kind);
    List<Field> fields = instrument.fields();
    long[] raw = new long[fields.size()];
    Device device = sensors(kind).get(0);

    // When
    for (long time = FROM; time < TO; time += 3 * HOUR + 11 * 60_000) {
      instrument.read(device, time, raw);

      // Then
      for (int i = 0; i < raw.length; i++) {
        Field field = fields.get(i);
        BigDecimal value = conversion(field).apply(BigDecimal.valueOf(raw[i], field.digits()));
        assertThat(Quantities.of(field.quantity()).plausible(value))
            .as("%s %s at %s", field.name(), value, Instant.ofEpochMilli(time))
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TRAFFIC", "PEOPLE", "NOISE", "AIR"})
  void showsTheRhythmOfTheTown(Kind kind) {
    // Given
    int field = kind == Kind.AIR ? 4 : 0;

    // When
    double day = mean(kind, field, WEDNESDAY + 14 * HOUR, WEDNESDAY + 16 * HOUR);
    double night = mean(kind, field, WEDNESDAY + HOUR, WEDNESDAY + 3 * HOUR);

    // Then
    assertThat(day).isGreaterThan(1.2 * night);
  }

  @ParameterizedTest
  @EnumSource(names = {"NOISE", "AIR"})
  void anEngineIsFarAboveWhatThatHourWasInTheWeeksBefore(Kind kind) {
    // Given
    int field = kind == Kind.AIR ? 4 : 0;
    Nature nature = new Nature(town.chance());

    for (long hour = WEDNESDAY; hour < WEDNESDAY + 48 * HOUR; hour += HOUR) {
      long at = hour;
      Device beside =
          sensors(kind).stream()
              .filter(it -> nature.engines().runBeside(it.number(), kind.count(), at))
              .findFirst()
              .orElseThrow();

      // When
      double now = mean(beside, field, at);
      double before =
          LongStream.rangeClosed(1, 4)
              .mapToDouble(week -> mean(beside, field, at - week * 7 * 24 * HOUR))
              .max()
              .orElseThrow();

      // Then
      assertThat(now - before)
          .as("at %s", Instant.ofEpochMilli(at))
          .isGreaterThan(kind == Kind.AIR ? 100 : 20);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "METER")
  void metersOnlyGrowEvenWhenTheClockChanges(Kind kind) {
    // Given
    Device device = sensors(kind).get(3);
    long from = Instant.parse("2026-10-20T00:00:00Z").toEpochMilli();

    // When
    long[] heat =
        LongStream.range(0, 240).map(hour -> read(device, from + hour * HOUR)[0]).toArray();
    long[] water =
        LongStream.range(0, 240).map(hour -> read(device, from + hour * HOUR)[1]).toArray();

    // Then
    assertThat(heat).isSorted();
    assertThat(water).isSorted();
    assertThat(water[239] - water[0]).as("litres in ten days").isBetween(500L, 12_000L);
  }

  @ParameterizedTest
  @EnumSource(names = "WASTE")
  void binsFillAndAreEmptied(Kind kind) {
    // Given
    Device bin = sensors(kind).get(0);

    // When
    List<Long> fills =
        LongStream.range(0, 24 * 21)
            .map(hour -> read(bin, WEDNESDAY + hour * HOUR)[0])
            .boxed()
            .toList();

    // Then
    long emptied =
        LongStream.range(1, fills.size())
            .filter(hour -> fills.get((int) hour) < fills.get((int) hour - 1) - 15)
            .count();
    assertThat(emptied).isBetween(2L, 11L);
    assertThat(fills).anyMatch(fill -> fill > 40);
  }

  private double mean(Kind kind, int field, long from, long to) {
    return sensors(kind).stream()
        .flatMapToLong(
            device ->
                LongStream.iterate(from, time -> time < to, time -> time + 600_000)
                    .map(time -> read(device, time)[field]))
        .average()
        .orElseThrow();
  }

  private double mean(Device device, int field, long hour) {
    return LongStream.range(0, 60)
        .map(minute -> read(device, hour + minute * 60_000)[field])
        .average()
        .orElseThrow();
  }

  private long[] read(Device device, long time) {
    Instrument instrument = instruments.of(device.kind());
    long[] raw = new long[instrument.fields().size()];
    instrument.read(device, time, raw);
    return raw;
  }

  private List<Device> sensors(Kind kind) {
    return town.devices().stream().filter(device -> device.kind() == kind).toList();
  }

  private static Conversion conversion(Field field) {
    Quantity quantity = Quantities.of(field.quantity());
    Unit unit = Units.find(field.unit()).orElseThrow(() -> new AssertionError(field.unit()));
    return Conversion.between(unit, quantity.unit())
        .after(new BigDecimal(field.scale()), BigDecimal.ZERO);
  }
}
