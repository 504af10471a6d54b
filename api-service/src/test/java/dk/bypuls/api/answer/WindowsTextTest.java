package dk.bypuls.api.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.events.Protection;
import dk.bypuls.events.WindowJson;
import dk.bypuls.events.policy.Quality;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WindowsTextTest {

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

  @Test
  void writesTheSameJsonColumnByColumn() {
    // Given the columns one by one, as nobody asks for them
    Columns all = new Columns(Columns.ALL.names(), false);

    // When
    String lines =
        whole(new Form(Format.NDJSON, all, Times.UTC), Head.of("air", false), windows(), null, 100);

    // Then
    assertThat(lines).isEqualTo(whole(Format.NDJSON, windows(), null, 100));
  }

  @Test
  void writesTheSameCsvColumnByColumn() {
    // Given the columns one by one, and rows of every sort, about people as well
    Columns all = new Columns(Columns.ALL.names(), false);
    List<Row> rows = new ArrayList<>(windows());
    rows.add(RowsOfAir.gap(RowsOfAir.START));
    rows.add(RowsOfAir.aboutPeople(new Protection(Quality.GOOD, 12, 3)));
    rows.add(RowsOfAir.aboutPeople(new Protection(null, 0, 0)));

    // When
    String lines =
        whole(new Form(Format.CSV, all, Times.UTC), Head.of("air", false), rows, null, 9);

    // Then
    assertThat(lines).isEqualTo(whole(Format.CSV, rows, null, 100)).contains(",12,3,");
  }

  @Test
  void writesTheColumnsThatAreAskedForInLocalTime() {
    // Given the hour that comes twice
    Columns few = new Columns(List.of("start", "mean", "flags", "area"), false);
    Gap gap = RowsOfAir.gap(Instant.parse("2026-10-25T01:00:00Z"));
    List<Row> rows = new ArrayList<>(windows());
    rows.add(gap);
    Head head = Head.of("air", false);

    // When
    String csv = whole(new Form(Format.CSV, few, Times.LOCAL), head, rows, null, 100);
    String lines = whole(new Form(Format.NDJSON, few, Times.LOCAL), head, rows, null, 100);
    String wholeGap = whole(Format.NDJSON, List.of(gap), null, 100);

    // Then
    assertThat(csv.lines())
        .startsWith(
            "start,mean,flags,area",
            "2026-11-01T13:00:00+01:00,-0.0005,implausible time-of-arrival,")
        .endsWith("2026-10-25T02:00:00+01:00,,,midtby");
    assertThat(lines.lines())
        .startsWith(
            "{\"start\":\"2026-11-01T13:00:00+01:00\",\"mean\":-0.0005,"
                + "\"flags\":[\"implausible\",\"time-of-arrival\"]}")
        .endsWith("{\"start\":\"2026-10-25T02:00:00+01:00\",\"area\":\"midtby\"}");
    assertThat(wholeGap)
        .isEqualTo(
            "{\"dataset\":\"air\",\"area\":\"midtby\",\"quantity\":\"air-temperature\","
                + "\"unit\":\"Cel\",\"resolution\":\"PT1H\",\"start\":\"2026-10-25T01:00:00Z\","
                + "\"end\":\"2026-10-25T02:00:00Z\",\"status\":\"missing\"}\n");
  }

  @Test
  void writesFeaturesWhereTheirPlacesAre() throws Exception {
    // Given
    Head head = new Head("air", true, null, Map.of("torvet", "{\"type\":\"Point\"}"));

    // When
    String text = whole(Form.whole(Format.GEOJSON), head, windows(), "http://x", 100);

    // Then
    JsonNode json = JSON.readTree(text);
    assertThat(json.get("type").asText()).isEqualTo("FeatureCollection");
    assertThat(json.get("access").asText()).isEqualTo("internal");
    assertThat(json.get("next").asText()).isEqualTo("http://x");
    assertThat(json.at("/features/0/geometry/type").asText()).isEqualTo("Point");
    assertThat(json.at("/features/2/geometry").isNull()).isTrue();
    assertThat(json.at("/features/0/properties").toString())
        .isEqualTo(
            JSON.readTree(
                    whole(Format.NDJSON, windows(), null, 9).lines().findFirst().orElseThrow())
                .toString());
  }

  @Test
  void anAnswerThatCannotGoOnSaysSo() throws Exception {
    for (Format format : List.of(Format.JSON, Format.NDJSON, Format.CSV, Format.GEOJSON)) {
      // Given
      WindowsText text = new WindowsText(format, "air", false, windows().iterator(), null);
      String begun = text.next(1);

      // When
      String last = text.broken("{\"status\":410}");

      // Then
      assertThat(text.isFinished()).isTrue();
      switch (format) {
        case CSV -> assertThat(last).isEqualTo("# error: {\"status\":410}\r\n");
        case NDJSON -> assertThat(JSON.readTree(last).at("/error/status").asInt()).isEqualTo(410);
        default ->
            assertThat(JSON.readTree(begun + last).at("/error/status").asInt()).isEqualTo(410);
      }
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static String whole(
      Format format, List<? extends Row> rows, String next, int characters) {
    return whole(Form.whole(format), Head.of("air", false), rows, next, characters);
  }

  private static String whole(
      Form form, Head head, List<? extends Row> rows, String next, int characters) {
    WindowsText text = new WindowsText(form, head, rows.iterator(), next);
    StringBuilder whole = new StringBuilder();
    while (!text.isFinished()) {
      whole.append(text.next(characters));
    }
    return whole.toString();
  }

  private static List<PublishedWindow> windows() {
    return RowsOfAir.windows();
  }
}
