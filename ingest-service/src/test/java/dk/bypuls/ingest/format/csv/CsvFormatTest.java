package dk.bypuls.ingest.format.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dk.bypuls.events.Origin;
import dk.bypuls.events.registry.Source;
import dk.bypuls.events.registry.Source.Csv;
import dk.bypuls.ingest.Defaults;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Part;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.Uplink;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFormatTest {

  private static final Instant ARRIVAL = Instant.parse("2026-11-21T09:15:31Z");
  private static final Csv DANISH =
      new Csv("Måler", "Tid", null, "dd-MM-yyyy HH:mm", "Europe/Copenhagen", null, ",", null, null);
  private static final Csv LONG =
      new Csv("device", "time", null, null, null, null, ".", "name", "value");

  private static List<Part> parts(Csv columns, byte[] body) throws Rejection {
    Source source =
        new Source("havnstrup-csv", "havnstrup", "csv", null, null, null, true, columns, null);
    return CsvFormat.of(source, Defaults.settings().intake())
        .read(new InboundMessage(source.id(), body, ARRIVAL, Way.UNTOLD));
  }

  private static List<Part> parts(Csv columns, String body) throws Rejection {
    return parts(columns, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Uplink uplink(Part part) {
    assertThat(part).isInstanceOf(Part.Spoken.class);
    return ((Part.Spoken) part).uplink();
  }

  private static String detail(@Nullable Part part) {
    assertThat(part).isInstanceOf(Part.Unreadable.class);
    return ((Part.Unreadable) part).rejection().detail();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "windows-1252"})
  void readsWideRowsOfADanishSpreadsheet(String encoding) throws Rejection {
    // Given
    String table =
        "Måler;Tid;Temperatur;Regn;Bemærkning;Åben\r\n"
            + "hal 3;31-03-2026 14:05;1.021,50;0;\"stille; \"\"tør\"\"\";true\r\n"
            + "\r\n"
            + "hal 4;31-03-2026 14:10;-3,5;;;\r\n";

    // When
    List<Part> parts = parts(DANISH, table.getBytes(Charset.forName(encoding)));

    // Then
    assertThat(parts).hasSize(2);
    Uplink first = uplink(parts.get(0));
    assertThat(first.device()).isEqualTo("hal 3");
    assertThat(first.observedAt()).isEqualTo("2026-03-31T12:05:00Z");
    assertThat(first.origin()).isNull();
    assertThat(first.document())
        .hasToString(
            "{\"Måler\":\"hal 3\",\"Tid\":\"31-03-2026 14:05\",\"Temperatur\":1021.50,\"Regn\":0,"
                + "\"Bemærkning\":\"stille; \\\"tør\\\"\",\"Åben\":true}");
    assertThat(first.envelope()).isEqualTo(2);
    assertThat(uplink(parts.get(1)).document())
        .hasToString("{\"Måler\":\"hal 4\",\"Tid\":\"31-03-2026 14:10\",\"Temperatur\":-3.5}");
    assertThat(((Part.Spoken) parts.get(1)).original().get())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(
            "Måler;Tid;Temperatur;Regn;Bemærkning;Åben\r\nhal 4;31-03-2026 14:10;-3,5;;;\r\n");
  }

  @Test
  void readsOneValueInEachRow() throws Rejection {
    // When
    List<Part> parts =
        parts(LONG, "device,time,name,value\nbox,2026-03-31T12:05:00Z,temperature,20.5");

    // Then
    assertThat(uplink(parts.get(0)).document()).hasToString("{\"temperature\":20.5}");
  }

  @Test
  void knowsACopyByTheColumnThatSaysSo() throws Rejection {
    // Given
    Csv columns = new Csv("d", null, "id", null, null, "|", ".", null, null);

    // When
    List<Part> parts = parts(columns, "sep=;\nd;id;v\nbox;7;1\n");

    // Then
    assertThat(uplink(parts.get(0)).origin()).isEqualTo(Origin.ofMessage("box", "7"));
  }

  @Test
  void setsBadRowsAsideAloneAndRepeatsNothingOfThem() throws Rejection {
    // When
    List<Part> parts =
        parts(
            LONG,
            """
            device,time,name,value
            ,2026-03-31T12:05:00Z,t,1
            hemmelig,yesterday,t,1
            hemmelig,2026-03-31T12:05:00Z,t
            hemmelig,2026-03-31T12:05:00Z,t,1,hemmelig
            box,2026-03-31T12:05:00Z,t,1
            """);

    // Then
    assertThat(detail(parts.get(0))).isEqualTo("nothing is in the column device");
    assertThat(detail(parts.get(1))).contains("the column of the time");
    assertThat(detail(parts.get(2))).isEqualTo("nothing is in the column value");
    assertThat(detail(parts.get(3))).contains("5 cells, and the first row names 4");
    assertThat(parts.subList(0, 4))
        .allSatisfy(part -> assertThat(detail(part)).doesNotContain("hemmelig"));
    assertThat(uplink(parts.get(4)).device()).isEqualTo("box");
  }

  @Test
  void refusesATableWithoutTheColumnOfTheDevice() {
    // When
    Rejection rejection = catchThrowableOfType(Rejection.class, () -> parts(LONG, "a;b\n1;2\n"));

    // Then
    assertThat(rejection.detail()).contains("does not name the column of the device");
  }
}
