package dk.bypuls.api.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.api.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Asks ingest, and turns what it does not answer into problems that say what to do. */
@ApplicationScoped
public class IngestNeighbour {

  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);
  private static final String ROOT = "/operator";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OperatorSettings settings;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_WITHIN)
          .build();

  IngestNeighbour(OperatorSettings settings) {
    this.settings = settings;
  }

  /** Asks for what is at a path below {@code /operator}. */
  JsonNode get(String path) {
    return answer(request(path).GET());
  }

  /** Asks for something to be done. */
  JsonNode post(String path, JsonNode body) {
    return answer(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  /** Hands over bytes of that media type. */
  JsonNode post(String path, String type, byte[] body) {
    return answer(
        request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(settings.ingest().resolve(ROOT + path))
        .timeout(settings.answerWithin())
        .header("Authorization", "Bearer " + secret());
  }

  private String secret() {
    Path file =
        settings
            .tokenFile()
            .orElseThrow(
                () ->
                    Problem.of(
                            503,
                            "This service has no secret to ask ingest with. Set"
                                + " BYPULS_OPERATOR_TOKEN_FILE to the same file for both.")
                        .asException());
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw Problem.of(503, "The file that BYPULS_OPERATOR_TOKEN_FILE names cannot be read.")
          .asException();
    }
  }

  private JsonNode answer(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      JsonNode body = JSON.readTree(response.body());
      if (response.statusCode() == 200) {
        return body;
      }
      throw problem(response.statusCode(), body.path("detail").asText("")).asException();
    } catch (IOException e) {
      throw Problem.unavailable("Ingest does not answer, so nothing was done. See its log.", SOON)
          .asException();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("This service is stopping.", SOON).asException();
    }
  }

  private static Problem problem(int status, String detail) {
    return switch (status) {
      case 400, 413 -> Problem.of(status, detail);
      case 404 ->
          // Without a secret of its own, ingest says no more than that there is nothing.
          detail.equals("There is nothing here.")
              ? Problem.of(
                  503,
                  "Ingest serves no operators: set BYPULS_OPERATOR_TOKEN_FILE to the same file for"
                      + " both.")
              : Problem.of(404, detail);
      case 401 ->
          Problem.of(
              503,
              "Ingest knows another secret: BYPULS_OPERATOR_TOKEN_FILE must be the same for both.");
      case 503 -> Problem.unavailable(detail, SOON);
      default -> Problem.of(502, "Ingest failed at this; its log says more.");
    };
  }
}
