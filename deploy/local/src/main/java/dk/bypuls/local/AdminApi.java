package dk.bypuls.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The admin side of a city's API, spoken to with the token in a file. */
public final class AdminApi {
  private static final Duration ANSWER_LIMIT = Duration.ofMinutes(2);
  private static final int UNAUTHORIZED = 401;

  private final CityFolder city;
  private final Path token;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  /** Speaks as the admin, with the token in the city's folder. */
  public AdminApi(CityFolder city, int port) {
    this(city, port, city.adminToken());
  }

  /** Speaks as whoever's token is in that file. */
  public AdminApi(CityFolder city, int port, Path token) {
    this.city = city;
    this.token = token;
    this.port = port;
  }

  /** What the API answered: its status, and its body, which is null in JSON's sense when absent. */
  public record Answer(int status, JsonNode body) {
    public boolean isSuccess() {
      return status / 100 == 2;
    }

    /** What a problem says about itself. */
    public String detail() {
      return body.path("detail").asText(body.path("title").asText("answered " + status));
    }
  }

  public Answer get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  public Answer delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  public Answer post(String path, JsonNode body) {
    return send("POST", path, BodyPublishers.ofString(body.toString()));
  }

  /** Sends bytes of that media type. */
  public Answer post(String path, String type, byte[] body) {
    return send("POST", path, type, BodyPublishers.ofByteArray(body));
  }

  private Answer send(String method, String path, BodyPublisher body) {
    return send(method, path, "application/json", body);
  }

  private Answer send(String method, String path, String type, BodyPublisher body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .timeout(ANSWER_LIMIT)
              .header("Authorization", "Bearer " + token())
              .header("Content-Type", type)
              .method(method, body)
              .build();
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return understood(response);
    } catch (IOException e) {
      throw new PartFailure(
          "the api of the city in "
              + city.path()
              + " does not answer on port "
              + port
              + "; see ./bypuls status",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartFailure("interrupted while the api worked", e);
    }
  }

  private String token() {
    try {
      return Files.readString(token).trim();
    } catch (IOException e) {
      throw new PartFailure("cannot read the token in " + token, e);
    }
  }

  private Answer understood(HttpResponse<String> response) throws IOException {
    if (response.statusCode() == UNAUTHORIZED) {
      throw new PartFailure("the api does not know the token in " + token + "; was it revoked?");
    }
    boolean isJson = response.headers().firstValue("Content-Type").orElse("").contains("json");
    JsonNode body = json.readTree(isJson ? response.body() : "null");
    return new Answer(response.statusCode(), body);
  }
}
