package dk.bypuls.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.local.Checkout;
import dk.bypuls.local.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A city of its own, started, asked and stopped by the one command, as a user does it. */
final class TestCity implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(6);
  private static final int PORTS = 7;

  private final Path checkout = Checkout.find().folder();
  private final Path data;
  private final int portBase;
  private final HttpClient http = HttpClient.newHttpClient();

  private TestCity(Path data, int portBase) {
    this.data = data;
    this.portBase = portBase;
  }

  /** Starts an empty city and returns when its services are ready. */
  static TestCity start(Path data, Map<String, String> environment) {
    TestCity city = new TestCity(data, FreePorts.block(PORTS));
    try {
      city.bypuls(environment, "up", "--detach", "--empty", "--port-base", "" + city.portBase);
    } catch (AssertionError | RuntimeException e) {
      city.close();
      throw e;
    }
    return city;
  }

  /** What {@code ./bypuls ARGS} printed; fails when it failed. */
  String bypuls(String... arguments) {
    return bypuls(Map.of(), arguments);
  }

  private String bypuls(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of(checkout.resolve("bypuls").toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--data", data.toString()));
    try {
      Path output = Files.createTempFile("bypuls", ".out");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(checkout.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      builder.environment().put("BYPULS_NO_BUILD", "1");
      Process process = builder.start();
      boolean ended = process.waitFor(START.toSeconds(), TimeUnit.SECONDS);
      String printed = Files.readString(output);
      Files.delete(output);
      assertThat(ended).as("%s ended; it printed:%n%s", command, printed).isTrue();
      assertThat(process.exitValue()).as("%s; it printed:%n%s", command, printed).isZero();
      return printed;
    } catch (IOException e) {
      throw new IllegalStateException("cannot run " + command, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  Path data() {
    return data;
  }

  String kafka() {
    return "127.0.0.1:" + (portBase + 4);
  }

  String mqtt() {
    return "tcp://127.0.0.1:" + (portBase + 3);
  }

  /** Where anyone may subscribe to what is live. */
  String mqttFeed() {
    return "tcp://127.0.0.1:" + (portBase + 6);
  }

  /** The password of an account or role of this city. */
  String password(String name) {
    return read("secrets/" + name).strip();
  }

  String adminToken() {
    return read("admin-token").strip();
  }

  private String read(String file) {
    try {
      return Files.readString(data.resolve(file), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }

  URI api(String path) {
    return URI.create("http://127.0.0.1:" + portBase + path);
  }

  URI ingest(String path) {
    return URI.create("http://127.0.0.1:" + (portBase + 1) + path);
  }

  URI aggregator(String path) {
    return URI.create("http://127.0.0.1:" + (portBase + 2) + path);
  }

  HttpResponse<String> get(URI uri, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return http.send(request.build(), AnswerText.unpacked());
    } catch (IOException e) {
      throw new IllegalStateException("cannot get " + uri, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Posts JSON, or what is to be taken for it. */
  HttpResponse<String> post(URI uri, String authorization, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException("cannot post to " + uri, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The body of an open answer; fails when it was refused. */
  String open(String path) {
    HttpResponse<String> response = get(api(path));
    assertThat(response.statusCode()).as("%s: %s", path, response.body()).isEqualTo(200);
    return response.body();
  }

  Connection database(String role) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + (portBase + 5) + "/bypuls", role, password(role));
  }

  /** Whether a part serves its callers now. */
  boolean isReady(String part) {
    return switch (part) {
      case "api" -> isReady(api("/health/ready"));
      case "ingest" -> isReady(ingest("/health/ready"));
      case "aggregator" -> isReady(aggregator("/health/ready"));
      case "kafka" -> !FreePorts.isFree(portBase + 4);
      case "database" -> !FreePorts.isFree(portBase + 5);
      default -> throw new IllegalArgumentException("no part is called " + part);
    };
  }

  private boolean isReady(URI health) {
    HttpRequest request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The process that a part runs as now; none while it is being started again. */
  Optional<ProcessHandle> process(String part) {
    Path file = data.resolve("run/" + part + ".pid");
    return Files.exists(file)
        ? ProcessHandle.of(Long.parseLong(read("run/" + part + ".pid").strip()))
        : Optional.empty();
  }

  @Override
  public void close() {
    bypuls("down");
  }
}
