package dk.bypuls.events.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyTest {

  private static final Path RELEASED = Path.of("src/test/resources/golden-vocabulary.txt");

  @Test
  void whatWasReleasedNeverChanges() throws IOException {
    // Given
    List<String> released = Files.readAllLines(RELEASED);

    // When
    List<String> today =
        Quantities.all().stream()
            .map(
                quantity ->
                    String.join(
                        " ",
                        Integer.toString(quantity.number()),
                        quantity.id(),
                        quantity.kind().name(),
                        quantity.unit().code(),
                        Integer.toString(quantity.scale())))
            .toList();

    // Then: additions are written into the file, nothing in it is ever edited
    assertThat(today).containsAll(released).hasSameSizeAs(released);
  }

  @Test
  void everyQuantityIsNamedInBothLanguagesAndHasSensibleLimits() {
    assertThat(Quantities.all())
        .allSatisfy(
            quantity -> {
              assertThat(quantity.id()).matches("[a-z0-9-]{1,64}");
              assertThat(quantity.danish()).isNotBlank();
              assertThat(quantity.english()).isNotBlank();
              assertThat(quantity.lowest()).isLessThan(quantity.highest());
              // a hash fills what a long holds, and nobody adds hashes up
              assertThat(quantity.scaled(quantity.highest()))
                  .isLessThanOrEqualTo(
                      quantity.kind() == Kind.IDENTITY
                          ? Long.MAX_VALUE
                          : Long.MAX_VALUE / 1_000_000 - 1);
              // nobody is told a hash
              assertThat(quantity.kind().told()).isNotEqualTo(Kind.IDENTITY);
              assertThat(Quantities.of(quantity.id())).isSameAs(quantity);
              assertThat(Quantities.numbered(quantity.number())).isSameAs(quantity);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "MAC,DA:A1:19:00:1b:2C,daa119001b2c",
    "MAC,da-a1-19-00-1b-2c,daa119001b2c",
    "MAC,daa1.1900.1b2c,daa119001b2c",
    "MAC,daa119001b2,",
    "MAC,daa119001b2g,",
    "PLATE,ab 12 345,AB12345",
    "PLATE,æb-12345,ÆB12345",
    "PLATE,AB_12,",
    "CARD,4571 2345 6789 0123,4571234567890123",
    "CARD,4571x,",
    "CARD,'',"
  })
  void anIdentifierHasOneForm(Identifier kind, String written, String plain) {
    assertThat(kind.plain(written).orElse(null)).isEqualTo(plain);
  }

  @Test
  void whatMeasuresPeopleTheirVehiclesOrTheirMetersIsNeverOpen() {
    assertThat(idsOf(PrivacyClass.CROWD))
        .containsExactlyInAnyOrder(
            "people-count",
            "people-present",
            "motion-count",
            "occupied",
            "vehicle-count",
            "car-count",
            "truck-count",
            "bicycle-count",
            "vehicle-speed",
            "parking-occupied",
            "charger-occupied",
            "contributor");
    assertThat(idsOf(PrivacyClass.HOUSEHOLD))
        .containsExactlyInAnyOrder(
            "electricity-total",
            "electricity-amount",
            "electric-power",
            "heat-total",
            "heat-amount",
            "drinking-water-total",
            "drinking-water-amount",
            "gas-total",
            "pulse-total");
    assertThat(idsOf(PrivacyClass.INTERNAL))
        .containsExactlyInAnyOrder("battery-level", "battery-voltage", "radio-rssi", "radio-snr");
  }

  private static List<String> idsOf(PrivacyClass privacyClass) {
    return Quantities.all().stream()
        .filter(quantity -> quantity.loosestClass() == privacyClass)
        .map(Quantity::id)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "32,[degF],Cel,0.00",
    "25,Cel,Cel,25.00",
    "300,K,Cel,26.85",
    "1013.25,hPa,kPa,101.32",
    "36,km/h,m/s,10.00",
    "1,m[H2O],hPa,98.07",
    "0.5,1,%,50.00",
    "1,MJ,kW.h,0.28"
  })
  void convertsWithinADimension(BigDecimal raw, String from, String to, BigDecimal expected) {
    Conversion conversion = Conversion.between(Units.of(from), Units.of(to));

    assertThat(conversion.apply(raw).setScale(2, RoundingMode.HALF_EVEN))
        .isEqualByComparingTo(expected);
  }

  @Test
  void scalesAndShiftsWhatADeviceSaysFirst() {
    // Given tenths of a degree Fahrenheit, with 40 degrees added
    Conversion conversion =
        Conversion.between(Units.of("[degF]"), Units.of("Cel"))
            .after(new BigDecimal("0.1"), new BigDecimal("-40"));

    // When
    BigDecimal celsius = conversion.apply(new BigDecimal("720"));

    // Then
    assertThat(celsius.setScale(6, RoundingMode.HALF_EVEN)).isEqualByComparingTo("0");
  }

  @Test
  void refusesToConvertBetweenDimensions() {
    assertThatThrownBy(() -> Conversion.between(Units.of("m"), Units.of("Cel")))
        .hasMessage("m (length) cannot be expressed in Cel (temperature)");
  }

  @ParameterizedTest
  @CsvSource({"21.005,2100", "21.015,2102", "-0.005,0", "-12.34,-1234"})
  void aHalfIsRoundedToTheEvenNeighbour(BigDecimal value, long scaled) {
    assertThat(Quantities.of("air-temperature").scaled(value)).isEqualTo(scaled);
  }
}
