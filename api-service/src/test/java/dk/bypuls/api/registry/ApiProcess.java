package dk.bypuls.api.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.api.contract.InnerAnswers;
import dk.bypuls.local.Database;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The packaged api-service in a process of its own, as an operator runs it. */
public final class ApiProcess implements AutoCloseable {

  public static final String ADMIN_TOKEN = "byp_the-admin-token-of-a-test-0123456789";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Process process;
  private final int port;
  private final Path log;

  private ApiProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /** Starts it; it need not be ready. */
  public static ApiProcess launch(
      Path folder, Database database, String kafka, int port, Map<String, String> more)
      throws IOException {
    Path token = folder.resolve("admin-token");
    if (!Files.exists(token)) {
      Files.createFile(
          token,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(token, ADMIN_TOKEN + "\n");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
    command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
    Path log = folder.resolve("api-" + port + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .redirectInput(new File("/dev/null"));
    Map<String, String> environment = builder.environment();
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.put("BYPULS_LOG_JSON", "false");
    environment.put("BYPULS_LIVE_MQTT_PORT", "0");
    environment.put("BYPULS_KAFKA", kafka);
    environment.put("BYPULS_DATABASE_URL", database.jdbcUrl());
    environment.put("BYPULS_REGISTRY_PASSWORD", database.password("bypuls_registry"));
    environment.put("BYPULS_OPEN_PASSWORD", database.password("bypuls_open"));
    environment.put("BYPULS_EXACT_PASSWORD", database.password("bypuls_exact"));
    environment.put("BYPULS_ADMIN_TOKEN_FILE", token.toString());
    environment.putAll(more);
    return new ApiProcess(builder.start(), port, log);
  }

  /** Waits until it answers that it lives. */
  public ApiProcess awaitLive() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new AssertionError("api-service ended: " + Files.readString(log));
              }
              return get("/health/live", "").status() == 200;
            });
    return this;
  }

  /** What came back. */
  public record Answer(int status, HttpResponse<String> response) {

    public JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (IOException e) {
        throw new AssertionError("not JSON: " + response.body(), e);
      }
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  public Answer get(String path, String token) throws IOException, InterruptedException {
    return send("GET", path, token, "");
  }

  public Answer post(String path, String token, Object body)
      throws IOException, InterruptedException {
    return send("POST", path, token, JSON.writeValueAsString(body));
  }

  /** Applies one file as the admin. */
  public Answer apply(String yaml) throws IOException, InterruptedException {
    return apply(yaml, "");
  }

  public Answer apply(String yaml, String query) throws IOException, InterruptedException {
    return apply(yaml, query, ADMIN_TOKEN);
  }

  /** Applies one file as whoever has that token. */
  public Answer apply(String yaml, String query, String token)
      throws IOException, InterruptedException {
    return post(
        "/admin/v1/registry/apply" + query,
        token,
        Map.of("files", List.of(Map.of("name", "town.yaml", "text", yaml))));
  }

  public Answer send(String method, String path, String token, String body)
      throws IOException, InterruptedException {
    return send(method, path, token, body, Map.of("Content-Type", "application/json"));
  }

  public Answer send(
      String method, String path, String token, String body, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(60))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    headers.forEach(request::header);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    InnerAnswers.hold(port, method, path, body, response);
    return new Answer(response.statusCode(), response);
  }

  int port() {
    return port;
  }

  /** Waits until it has given up by itself; answers its exit code. */
  int awaitEnd(Duration most) throws InterruptedException, IOException {
    if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError(
          "it goes on; its threads are:\n" + threads() + "\nand it says:\n" + log());
    }
    return process.exitValue();
  }

  private String threads() throws IOException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "jstack");
    Process asking =
        new ProcessBuilder(tool.toString(), Long.toString(process.pid()))
            .redirectErrorStream(true)
            .start();
    return new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  public String log() throws IOException {
    return Files.readString(log);
  }

  /** Ends it as a power cut would. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(15, TimeUnit.SECONDS)) {
      kill();
    }
  }
}
