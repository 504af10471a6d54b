package dk.bypuls.api.open;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.api.open.UpgradingClient.Frame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server leaves to us in HTTP/2. */
abstract class Http2Cases extends OpenStand {

  /** More than little behind the 101 is what clients give up at, or never hear. */
  @ParameterizedTest
  @ValueSource(strings = {"/v1/live", WINDOWS + "?from=P41D", "/v1/datasets", "/nothing"})
  void answersWhoAsksForItByUpgradeWhenItHasBegun(String path) throws Exception {
    try (UpgradingClient client = new UpgradingClient(port, "GET", path)) {
      // Given
      Frame ping = ping(client);

      // When
      client.begin(ping);

      // Then
      Frame first = ofTheAnswer(client);
      assertThat(first.type()).isEqualTo(UpgradingClient.HEADERS);
      assertThat(ofTheAnswer(client).payload().remaining()).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/openapi",
        "/status",
        "/health/ready",
        "/nothing",
        "/v1/datasets",
        "/v1/datasets/havnstrup-air",
        "/v1/datasets/havnstrup-air/latest",
        "/v1/datasets/havnstrup-air/latest?not=known",
        WINDOWS,
        "/v1/live",
        "/v1/live?not=known",
        "/admin/v1/devices"
      })
  void answersHeadWithoutABody(String path) throws Exception {
    try (UpgradingClient client = new UpgradingClient(port, "HEAD", path)) {
      // When
      client.begin(ping(client));

      // Then
      Frame frame = ofTheAnswer(client);
      assertThat(frame.type()).isEqualTo(UpgradingClient.HEADERS);
      assertThat(frame.payload().remaining()).isPositive();
      while (!frame.isLastOfStream()) {
        frame = ofTheAnswer(client);
        assertThat(frame.payload().remaining()).isZero();
      }
    }
    HttpResponse<Void> newer = head(path, HttpClient.Version.HTTP_2);
    HttpResponse<Void> older = head(path, HttpClient.Version.HTTP_1_1);
    assertThat(newer.statusCode()).isEqualTo(older.statusCode());
    assertThat(newer.headers().firstValue("Content-Type"))
        .isEqualTo(older.headers().firstValue("Content-Type"));
  }

  /** Other bytes, another tag; and what a header does not name is not done to them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/developers",
        "/basemap/0/0/0.mvt",
        "/v1/datasets",
        "/v1/datasets/havnstrup-air/latest",
        WINDOWS
      })
  void packsOnceAndAsItSays(String path) throws Exception {
    Map<String, Set<String>> tags = new HashMap<>();
    for (String accepted : List.of("identity", "gzip", "deflate", "*", "deflate, gzip;q=0.5")) {
      for (HttpClient.Version version : HttpClient.Version.values()) {
        // When
        HttpResponse<byte[]> answer = given(path, accepted, version);

        // Then
        String encoding = answer.headers().firstValue("Content-Encoding").orElse("identity");
        InputStream body = new ByteArrayInputStream(answer.body());
        InputStream plain = encoding.equals("gzip") ? new GZIPInputStream(body) : body;
        assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8))
            .as("%s in %s, for %s", encoding, version, accepted)
            .isEqualTo(get(path).body());
        tags.computeIfAbsent(encoding, other -> new HashSet<>())
            .add(answer.headers().firstValue("ETag").orElseThrow());
        assertThat(answer.headers().allValues("Vary").toString()).contains("Accept-Encoding");
      }
    }
    assertThat(tags).containsOnlyKeys("identity", "gzip");
    assertThat(tags.get("identity")).hasSize(1).doesNotContainAnyElementsOf(tags.get("gzip"));
    assertThat(tags.get("gzip")).hasSize(1);
  }

  private static HttpResponse<byte[]> given(
      String path, String accepted, HttpClient.Version version)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Accept-Encoding", accepted)
            .timeout(Duration.ofSeconds(60))
            .build();
    HttpClient client = HttpClient.newBuilder().version(version).build();
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  private static HttpResponse<Void> head(String path, HttpClient.Version version)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(60))
            .build();
    HttpClient client = HttpClient.newBuilder().version(version).build();
    HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
    assertThat(answer.version()).isEqualTo(version);
    return answer;
  }

  private static Frame ping(UpgradingClient client) throws IOException {
    Frame frame = client.next();
    while (frame.type() != UpgradingClient.PING) {
      assertThat(frame.stream()).as("said to who has not begun").isZero();
      frame = client.next();
    }
    return frame;
  }

  private static Frame ofTheAnswer(UpgradingClient client) throws IOException {
    Frame frame = client.next();
    while (frame.stream() == 0) {
      frame = client.next();
    }
    return frame;
  }
}
