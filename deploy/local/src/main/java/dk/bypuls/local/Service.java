package dk.bypuls.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One of the three services, run from what its module built. */
public final class Service extends Part {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build();

  private final Path jar;
  private final int heapMegabytes;
  private final Map<String, String> environment;

  Service(
      String name,
      CityFolder city,
      int port,
      Path jar,
      int heapMegabytes,
      Map<String, String> environment) {
    super(name, city, port);
    this.jar = jar;
    this.heapMegabytes = heapMegabytes;
    this.environment = new HashMap<>(environment);
    this.environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    this.environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
  }

  @Override
  protected void prepare() {
    if (!Files.exists(jar)) {
      throw new PartFailure(
          name() + " is not built (" + jar + " is missing); run mvn -Dquick package");
    }
  }

  @Override
  protected Map<String, String> environment() {
    return environment;
  }

  @Override
  protected List<String> command() {
    return JavaCommand.service(heapMegabytes, "-jar", jar.toString());
  }

  @Override
  protected boolean isReady() {
    return isReady(port());
  }

  /** Whether the service at that port of this machine says that it is ready. */
  public static boolean isReady(int port) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
            .timeout(ANSWER_LIMIT)
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
