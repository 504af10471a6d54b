package dk.bypuls.api.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.ZstdInputStream;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What was measured, in every form and page by page. */
abstract class HistoryCases extends OpenStand {

  @Test
  void answersWhatWasKnownThen() throws Exception {
    // Given
    Instant start = nextMinute();
    String first = publish(AIR_1, start, 1, 100).get(0);
    String then = first.replaceAll(".*\"publishedAt\":\"([^\"]+)\".*", "$1");
    Awaitility.await().until(() -> Instant.now().isAfter(Instant.parse(then)));
    publish(AIR_1, start, 2, 200);

    // When
    String known = get(WINDOWS + "?format=ndjson&from=" + start + "&as_of=" + then).body();

    // Then
    assertThat(known.lines()).contains(first);
  }

  @Test
  void pagesHoldWhatTheFirstPageSaw() throws Exception {
    // Given
    Instant from = nextMinute();
    publish(AIR_1, from, 1, 0);
    for (int i = 1; i < 7; i++) {
      publish(AIR_1, nextMinute(), 1, i);
    }
    JsonNode first = json(WINDOWS + "?limit=3&from=" + from);
    publish(AIR_1, from.plus(1, ChronoUnit.MINUTES), 2, 555);
    publish(AIR_1, nextMinute(), 1, 556);

    // When
    List<String> paged = new ArrayList<>();
    JsonNode page = first;
    page.get("windows").forEach(window -> paged.add(window.get("start").asText()));
    while (!page.get("next").isNull()) {
      page = json(page.get("next").asText().replaceFirst("http://[^/]+", ""));
      page.get("windows").forEach(window -> paged.add(window.get("start").asText()));
      assertThat(page.toString()).doesNotContain("0.0555", "0.0556");
    }

    // Then
    assertThat(paged).hasSize(7).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void refusesACursorWithAnotherTimeThanItsOwn() throws Exception {
    // Given two pages of a range that moves with the clock
    publish(AIR_1, nextMinute(), 1, 1);
    publish(AIR_1, nextMinute(), 1, 2);
    String next =
        json(WINDOWS + "?limit=1&from=P41D&to=PT1H")
            .get("next")
            .asText()
            .replaceFirst("http://[^/]+[^?]+", "");

    // When
    List<String> refused =
        Stream.of(
                next.replace("P41D", "P42D"),
                next.replace("PT1H", "PT2H"),
                next.replace("&to=PT1H", ""),
                next + "&as_of=PT0S")
            .map(HistoryCases::refusal)
            .toList();

    // Then
    assertThat(refused).allMatch(detail -> detail.contains("Take the address in"));
    String saysNoTime = next.replace("&from=P41D&to=PT1H", "");
    assertThat(saysNoTime).doesNotContain("from=");
    assertThat(json(WINDOWS + saysNoTime).at("/windows/0"))
        .isNotEmpty()
        .isEqualTo(json(WINDOWS + next).at("/windows/0"));
  }

  @Test
  void answersInEveryForm() throws Exception {
    // Given two minutes, and one between them of which there is nothing
    Instant from = nextMinute();
    List<String> published = new ArrayList<>(publish(AIR_1, from, 1, 10));
    Instant between = nextMinute();
    published.addAll(publish(AIR_1, nextMinute(), 1, 30));
    String path =
        WINDOWS + "?sensor=" + AIR_1 + "&quantity=" + TEMPERATURE + "&from=" + from + "/PT3M";

    // When
    HttpResponse<byte[]> packed = bytes(path + "&format=ndjson&limit=all", "zstd, gzip");
    HttpResponse<byte[]> zipped = bytes(path + "&format=ndjson&limit=all", "gzip");
    HttpResponse<byte[]> parquet = bytes(path + "&format=parquet", "gzip");
    JsonNode features = json(path + "&format=geojson");
    List<String> csv =
        get(path + "&columns=start,mean&time=local&format=csv").body().lines().toList();
    JsonNode sampled = json(path + "&points=4");
    JsonNode gaps = json(path + "&gaps=true");

    // Then
    String lines = String.join("\n", published) + "\n";
    assertThat(unpacked(new ZstdInputStream(body(packed)))).isEqualTo(lines);
    assertThat(unpacked(new GZIPInputStream(body(zipped)))).isEqualTo(lines);
    assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("zstd");
    assertThat(packed.headers().firstValue("ETag").orElseThrow()).endsWith("-zstd\"");
    assertThat(zipped.headers().firstValue("ETag").orElseThrow()).endsWith("-gzip\"");
    assertThat(new String(parquet.body(), 0, 4, StandardCharsets.US_ASCII)).isEqualTo("PAR1");
    assertThat(parquet.headers().firstValue("Content-Type").orElseThrow()).contains("parquet");
    assertThat(features.at("/features/0/geometry/coordinates/1").asDouble()).isEqualTo(56.12);
    assertThat(features.at("/features/1/properties/mean").asDouble()).isEqualTo(0.003);
    assertThat(csv.get(0)).isEqualTo("start,mean");
    assertThat(csv.get(1)).contains("+0").endsWith(",0.0010");
    assertThat(sampled.get("sampled").asText()).isEqualTo("m4; points=4");
    assertThat(gaps.at("/windows"))
        .extracting(row -> row.get("start").asText() + row.get("status").asText())
        .containsExactly(
            from + "complete", between + "not-yet", from.plusSeconds(120) + "complete");
    for (String none : List.of("&status=suppressed", "&flags=stuck", "&polygon=1 1,2 1,2 2")) {
      assertThat(json(path + none.replace(" ", "%20")).at("/windows")).as(none).isEmpty();
    }
    assertThat(refusal("?columns=start,meen")).contains("Did you mean mean?");
    assertThat(refusal("?flags=stick")).contains("Did you mean stuck?");
  }

  @Test
  void aWholeAnswerIsSentAsItIsReadAndEndsWhenTheDatasetChanges() throws Exception {
    // Given more than sockets hold, one client that reads slowly, and one that stopped
    Instant first = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(200, ChronoUnit.DAYS);
    publish(AIR_2, first, 1, 1);
    int minutes = 60_000;
    repeatByTheMinute(first, minutes);
    String whole =
        "?limit=all&format=ndjson&sensor="
            + AIR_2
            + "&from="
            + first
            + "/"
            + first.plusSeconds(60L * minutes);

    // When
    HttpResponse<String> all = get(WINDOWS + whole);
    HttpResponse<String> refused;
    String rest;
    try (SlowReader slow = new SlowReader(begun(whole))) {
      refused = refusedBesideOneWhoStalls(whole);
      assertThat(get(WINDOWS).statusCode()).isEqualTo(200);
      apply(OpenTown.yaml("Luftens " + minute, true));
      awaitStatus("/v1/datasets/havnstrup-air", 200);
      Awaitility.await()
          .until(() -> get("/v1/datasets/havnstrup-air").body().contains("Luftens " + minute));
      rest = slow.rest();
    }

    // Then
    assertThat(all.body().lines()).hasSize(minutes).isSorted().doesNotHaveDuplicates();
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(refused.body()).contains("limit=all");
    assertThat(rest.lines())
        .anyMatch(line -> line.contains("{\"error\":{") && line.contains("\"status\":410"));
    assertThat(rest).as("an end that says that this is all").doesNotEndWith("\r\n0\r\n\r\n");
    // And whoever stalls holds nothing for long
    Awaitility.await().until(() -> get(WINDOWS + whole + "&columns=start").statusCode() == 200);
  }

  @Test
  void givesMonthsAsFilesThatCanBeFetchedInPartsAndGoWithTheirRegistration() throws Exception {
    // Given
    Instant start = nextMinute();
    String window = publish(AIR_1, start, 1, 4321).get(0);
    String month = YearMonth.from(start.atZone(Resolution.ZONE)).toString();
    String path = "/v1/datasets/havnstrup-air/files/" + month;

    // When
    HttpResponse<byte[]> whole = bytes(path + ".csv.gz", "gzip");
    HttpResponse<byte[]> parquet = bytes(path + ".parquet", "gzip");
    JsonNode manifest = json("/v1/datasets/havnstrup-air/files");

    // Then
    String tag = whole.headers().firstValue("ETag").orElseThrow();
    assertThat(unpacked(new GZIPInputStream(body(whole))).lines())
        .anyMatch(line -> line.contains("," + start + ",") && line.contains(",0.4321,"));
    assertThat(window).contains("0.4321");
    assertThat(new String(body(parquet).readNBytes(4), StandardCharsets.US_ASCII))
        .isEqualTo("PAR1");
    List<JsonNode> made = new ArrayList<>();
    manifest.get("files").forEach(made::add);
    assertThat(made)
        .anyMatch(
            file ->
                tag.equals('"' + file.path("sha256").asText() + '"')
                    && file.get("bytes").asInt() == whole.body().length
                    && file.get("rows").asInt() > 0)
        .anyMatch(file -> file.get("href").asText().startsWith(path + ".parquet"));
    assertThat(tag)
        .isEqualTo('"' + HexFormat.of().formatHex(Sha256.start().digest(whole.body())) + '"');
    assertThat(manifest.get("licence").asText()).isEqualTo("CC-BY-4.0");
    HttpResponse<String> rest = get(path + ".csv.gz", "Range", "bytes=10-", "If-Range", tag);
    assertThat(rest.statusCode()).isEqualTo(206);
    assertThat(rest.headers().firstValue("Content-Range"))
        .hasValue("bytes 10-" + (whole.body().length - 1) + "/" + whole.body().length);
    assertThat(get(path + ".csv.gz", "Range", "bytes=10-", "If-Range", "\"x\"").statusCode())
        .isEqualTo(200);
    assertThat(get(path + ".csv.gz", "Range", "bytes=99999999-").statusCode()).isEqualTo(416);
    assertThat(get(path + ".csv.gz", "If-None-Match", tag).statusCode()).isEqualTo(304);
    for (String same : List.of(tag, "\"x\", " + tag, "*")) {
      assertThat(get(path + ".csv.gz", "If-Match", same).statusCode()).as(same).isEqualTo(200);
    }
    for (String other : List.of("\"x\"", "W/" + tag, "x")) {
      HttpResponse<String> refused = get(path + ".csv.gz", "If-Match", other);
      assertThat(refused.statusCode()).as(other).isEqualTo(412);
      assertThat(refused.body()).contains("If-Match");
    }
    HttpResponse<String> head =
        HTTP.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path + ".csv.gz"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .header("Range", "bytes=10-")
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(head.statusCode()).as("a part is of what is got").isEqualTo(200);
    assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(whole.body().length);
    assertThat(get(path + ".xlsx").statusCode()).isEqualTo(400);
    // And what was made goes with the registration
    apply(OpenTown.yaml("Luft " + minute, true));
    Awaitility.await().until(() -> folder.resolve("months-" + port).toFile().list().length == 0);
    assertThat(json("/v1/datasets/havnstrup-air/files").findValuesAsText("made"))
        .containsOnly("false");
  }

  private static void repeatByTheMinute(Instant first, int minutes) throws Exception {
    String columns =
        "published_at, final_at, count, family, series, revision, batch, flags, status";
    try (Connection connection = database.connect("bypuls_sink");
        Statement statement = connection.createStatement()) {
      statement.execute(
          ("insert into open.windows (start_at, end_at, %1$s) select start_at + n * interval '1"
                  + " minute', end_at + n * interval '1 minute', %1$s from open.windows,"
                  + " generate_series(1, %2$d) n where start_at = '%3$s'")
              .formatted(columns, minutes - 1, first));
    }
  }

  /** A client that has read the first bytes of its answer, and no more. */
  private static Socket begun(String query) throws Exception {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket
        .getOutputStream()
        .write(
            ("GET " + WINDOWS + query + " HTTP/1.1\r\nHost: x\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
    assertThat(socket.getInputStream().readNBytes(12)).asString().endsWith("200");
    return socket;
  }

  /** Who stalls is cut off after a while: until then there is no room for a third. */
  private static HttpResponse<String> refusedBesideOneWhoStalls(String query) {
    return Awaitility.await()
        .ignoreExceptionsInstanceOf(AssertionError.class)
        .until(
            () -> {
              try (Socket stalled = begun(query)) {
                assertThat(stalled.isConnected()).isTrue();
                return get(WINDOWS + query);
              }
            },
            answer -> answer.statusCode() == 503);
  }

  private static ByteArrayInputStream body(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    return new ByteArrayInputStream(answer.body());
  }

  private static String unpacked(InputStream in) throws IOException {
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static HttpResponse<byte[]> bytes(String path, String encoding) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Accept-Encoding", encoding)
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void answersGoneWhenTheRegistrationChangedBetweenPages() throws Exception {
    // Given
    publish(AIR_1, nextMinute(), 1, 1);
    publish(AIR_1, nextMinute(), 1, 2);
    JsonNode first = json(WINDOWS + "?limit=1&from=P41D");
    String tag = get(WINDOWS).headers().firstValue("ETag").orElseThrow();

    // When
    apply(OpenTown.yaml("Luft " + minute, true));
    String next = first.get("next").asText().replaceFirst("http://[^/]+", "");
    awaitStatus(next, 410);

    // Then
    assertThat(json(next).get("restart").asText()).doesNotContain("cursor").contains("limit=1");
    assertThat(get(WINDOWS).headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
  }

  @Test
  void answersNotModifiedWhenNothingChanged() throws Exception {
    // Given
    for (String path :
        List.of(
            "/v1/datasets/havnstrup-air",
            "/v1/datasets/havnstrup-air/places",
            "/v1/datasets/havnstrup-air/latest",
            "/v1/datasets/havnstrup-air/normal",
            WINDOWS)) {
      // What was told last may still be on its way into it.
      Awaitility.await()
          .untilAsserted(
              () -> {
                // When
                HttpResponse<String> first = get(path);
                String tag = first.headers().firstValue("ETag").orElseThrow();
                HttpResponse<String> second = get(path, "If-None-Match", tag);

                // Then
                assertThat(first.headers().firstValue("Cache-Control"))
                    .hasValue("public, max-age=10, must-revalidate");
                assertThat(second.statusCode()).as(path).isEqualTo(304);
                assertThat(get(path, "If-None-Match", "*").statusCode()).as(path).isEqualTo(304);
              });
    }
  }

  @Test
  void takesAPolygonOfAsManyCornersAsThereMayBe() throws Exception {
    // Given a circle with all the decimals that a program writes
    Instant from = nextMinute();
    publish(AIR_1, from, 1, 10);
    List<String> corners = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      double angle = 2 * Math.PI * i / 200;
      corners.add((10 + Math.cos(angle)) + "%20" + (56 + Math.sin(angle)));
    }
    String path = WINDOWS + "?from=" + from + "&polygon=" + String.join("%2C", corners);

    // When
    JsonNode inside = json(path);

    // Then
    assertThat(path.length()).isGreaterThan(7_000);
    assertThat(inside.at("/windows")).isNotEmpty();
  }

  @Test
  void refusesWhatItDoesNotKnowAndSaysWhatIsNear() throws Exception {
    // When
    List<String> details =
        Stream.of(
                "?resolutoin=PT1M",
                "?resolution=PT1H&quantity=air-temprature",
                "?resolution=PT2M",
                "?sensor=havnstrup-air-1",
                "?from=yesterday",
                "?from=P1D&to=P2D",
                "?limit=10001",
                "?format=xml",
                "?bbox=1,2,3",
                "?cursor=AAAA")
            .map(HistoryCases::refusal)
            .toList();

    // Then
    assertThat(details.get(0)).contains("Did you mean resolution?");
    assertThat(details.get(1)).contains("Did you mean air-temperature?");
    assertThat(details.get(3)).contains("Did you mean havnstrup-air-01?");
    assertThat(details.get(6)).contains("from 1 to 10000");
    assertThat(details.get(7)).contains("csv");
  }

  /** All that the head says, but what is left. */
  private static Map<String, List<String>> head(HttpResponse<String> answer) {
    Map<String, List<String>> head = new TreeMap<>(answer.headers().map());
    assertThat(head.remove("ratelimit")).hasSize(1);
    return head;
  }

  private static String refusal(String query) {
    try {
      HttpResponse<String> answer = get(WINDOWS + query);
      assertThat(answer.statusCode()).as(query + answer.body()).isEqualTo(400);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      return answer.body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void givesAPageAgainUntilSomethingOfItChanges() throws Exception {
    // Given
    Instant start = nextMinute();
    String first = publish(AIR_1, start, 1, 100).get(0);
    String path = WINDOWS + "?format=ndjson&from=" + start + "&to=" + start.plusSeconds(60);
    HttpResponse<String> page =
        Awaitility.await().until(() -> get(path), answer -> answer.body().contains(first));

    // When
    List<HttpResponse<String>> again = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      again.add(get(path));
    }

    // Then
    assertThat(again)
        .extracting(HttpResponse::body, HistoryCases::head)
        .containsOnly(tuple(page.body(), head(page)));
    String had = page.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> first304 = get(path, "If-None-Match", "\"another\", " + had);
    HttpResponse<String> second304 = get(path, "If-None-Match", had);
    assertThat(List.of(first304.statusCode(), second304.statusCode())).containsOnly(304);
    assertThat(head(second304)).isEqualTo(head(first304)).doesNotContainKey("content-type");
    assertThat(get(path, "Accept-Encoding", "gzip").headers().firstValue("Content-Encoding"))
        .hasValue("gzip");
    assertThat(api.send("HEAD", path, "", "").response().body()).isEmpty();
    // A revision of what is on it, and another in its range.
    String revised = publish(AIR_1, start, 2, 200).get(0);
    Awaitility.await().until(() -> get(path).body().contains(revised));
    assertThat(get(path).body()).doesNotContain(first);
    String beside = publish(AIR_2, start, 1, 300).get(0);
    Awaitility.await().until(() -> get(path).body().contains(beside));
    // Another word of its registration.
    String tag = get(path).headers().firstValue("ETag").orElseThrow();
    apply(OpenTown.yaml("Luften " + minute, true));
    Awaitility.await()
        .until(() -> !get(path).headers().firstValue("ETag").orElseThrow().equals(tag));
    assertThat(get(path, "If-None-Match", tag).statusCode()).isEqualTo(200);
  }
}
