package dk.bypuls.ingest;

import static org.awaitility.Awaitility.await;

import dk.bypuls.local.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The packaged service, in a process of its own as in a city. */
final class ServiceProcess implements AutoCloseable {

  private static final Duration READY_WITHIN = Duration.ofMinutes(2);
  private static final Path PROGRAM = Path.of("target", "quarkus-app", "quarkus-run.jar");

  private final Path folder;
  private final Map<String, String> environment;
  private final int port = FreePorts.one();
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable Process process;

  /** Not started yet; logs and keys are below that folder. */
  ServiceProcess(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  void start() {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-jar",
                PROGRAM.toAbsolutePath().toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.environment().putAll(environment);
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    builder.environment().put("BYPULS_KEYS", folder.resolve("keys").toString());
    try {
      Process started = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
      process = started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitReady() {
    await().atMost(READY_WITHIN).until(this::isReady);
  }

  boolean isReady() {
    try {
      return get("/health/ready").statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  /** Asks at that address of this machine, and so from it. */
  HttpResponse<String> get(InetAddress address, String path) {
    URI uri = URI.create("http://" + address.getHostAddress() + ":" + port + path);
    return send(HttpRequest.newBuilder(uri).build());
  }

  HttpResponse<String> get(String path, String token) {
    return send(
        HttpRequest.newBuilder(uri(path)).header("authorization", "Bearer " + token).build());
  }

  HttpResponse<String> post(String path, @Nullable String token, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      request.header("authorization", "Bearer " + token);
    }
    return send(request.build());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Path log() {
    return folder.resolve("ingest.log");
  }

  String logged() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as a power cut would. */
  void kill() {
    end(true);
  }

  @Override
  public void close() {
    end(false);
  }

  private void end(boolean forcibly) {
    Process ending = process;
    if (ending == null) {
      return;
    }
    if (forcibly) {
      ending.destroyForcibly();
    } else {
      ending.destroy();
    }
    try {
      if (!ending.waitFor(20, TimeUnit.SECONDS)) {
        ending.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    process = null;
  }
}
