package dk.bypuls.api.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.events.Cell;
import dk.bypuls.events.Flag;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowJson;
import dk.bypuls.events.vocabulary.Quantities;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class WindowsTextTest {

  private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void writesTheOneJsonFormInEveryAnswer() {
    // Given
    List<PublishedWindow> windows = windows();

    // When
    String json = whole(Format.JSON, windows, "http://x/next", 100);
    String lines = whole(Format.NDJSON, windows, null, 100);

    // Then
    List<String> expected =
        windows.stream().map(w -> WindowJson.write(w.window(), w.publishedAt())).toList();
    assertThat(json)
        .isEqualTo(
            "{\"dataset\":\"air\",\"windows\":["
                + String.join(",", expected)
                + "],\"next\":\"http://x/next\"}");
    assertThat(lines.lines().toList()).isEqualTo(expected);
  }

  @Test
  void isTheSameHoweverItIsCutIntoPieces() {
    // Given
    List<PublishedWindow> windows = windows();

    // When
    String pieces = whole(Format.JSON, windows, null, 1);

    // Then
    assertThat(pieces).isEqualTo(whole(Format.JSON, windows, null, 1_000_000));
    assertThat(whole(Format.JSON, List.of(), null, 10))
        .isEqualTo("{\"dataset\":\"air\",\"windows\":[],\"next\":null}");
  }

  @Test
  void writesCsvWithTheNamesAndFiguresOfTheJson() throws Exception {
    // Given
    List<PublishedWindow> windows = windows();

    // When
    String csv = whole(Format.CSV, windows, null, 100);

    // Then
    List<String> lines = csv.lines().toList();
    String[] names = lines.get(0).split(",", -1);
    for (int i = 0; i < windows.size(); i++) {
      PublishedWindow window = windows.get(i);
      JsonNode json = JSON.readTree(WindowJson.write(window.window(), window.publishedAt()));
      String[] cells = lines.get(i + 1).split(",", -1);
      Map<String, String> row = new HashMap<>();
      for (int column = 0; column < names.length; column++) {
        row.put(names[column], cells[column]);
      }
      json.properties()
          .forEach(
              field -> {
                String expected =
                    field.getValue().isArray()
                        ? String.join(" ", texts(field.getValue()))
                        : field.getValue().asText();
                String actual = row.remove(field.getKey());
                if (field.getValue().isNumber()) {
                  assertThat(Double.parseDouble(actual)).isEqualTo(field.getValue().asDouble());
                } else {
                  assertThat(actual).as(field.getKey()).isEqualTo(expected);
                }
              });
      assertThat(row.values()).as("columns without a JSON field").allMatch(String::isEmpty);
      assertThat(cells).hasSameSizeAs(names);
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static String whole(
      Format format, List<PublishedWindow> windows, String next, int characters) {
    Iterator<PublishedWindow> rows = windows.iterator();
    WindowsText text = new WindowsText(format, "air", false, rows, next);
    StringBuilder whole = new StringBuilder();
    while (!text.isFinished()) {
      whole.append(text.next(characters));
    }
    return whole.toString();
  }

  private static List<PublishedWindow> windows() {
    Statistics figures =
        Statistics.of(Map.of(Statistic.MEAN, -5L, Statistic.MIN, -120L, Statistic.P95, 7L));
    return List.of(
        published(new Cell.SensorCell("torvet", "air-1"), OptionalInt.of(3), figures, null),
        published(new Cell.SensorCell("torvet", "air-2"), OptionalInt.empty(), figures, null),
        published(new Cell.AreaCell("midtby", 4), OptionalInt.of(8), figures, null),
        published(
            new Cell.AreaCell("midtby", 4), OptionalInt.empty(), Statistics.NONE, "protected"));
  }

  private static PublishedWindow published(
      Cell cell, OptionalInt expected, Statistics figures, String reason) {
    return new PublishedWindow(
        new Window(
            "air",
            cell,
            Quantities.of("air-temperature"),
            Resolution.PT1H,
            START,
            START.plusSeconds(3600),
            reason == null ? Window.Status.COMPLETE : Window.Status.SUPPRESSED,
            1,
            START.plusSeconds(7200),
            reason == null ? 2 : 0,
            0,
            expected,
            Flag.IMPLAUSIBLE.bit() | Flag.TIME_OF_ARRIVAL.bit(),
            figures,
            reason),
        START.plusSeconds(3601));
  }
}
