package dk.bypuls.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The open API of one city. */
public final class Bypuls {

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int TOO_SLOW = 408;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int FAILED = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          // Fields may be added at any time.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();
  private final URI city;
  private final @Nullable String key;

  /** The city at that address. */
  public Bypuls(URI city) {
    this(city, null);
  }

  /** The same for who has a key. */
  public Bypuls(URI city, @Nullable String key) {
    this.city = city;
    this.key = key;
  }

  /** Asks; answers what is said. */
  public <A> A ask(Question<A, ?> question) {
    return read(get(city.resolve(question.address())), question.answer());
  }

  /** Asks for all pages, one after the other. */
  public <A> void askAll(Question<A, ?> question, Consumer<A> each) {
    URI page = city.resolve(question.address());
    while (page != null) {
      String text = get(page);
      each.accept(read(text, question.answer()));
      JsonNode next = read(text, JsonNode.class).path("next");
      page = next.isTextual() ? URI.create(next.asText()) : null;
    }
  }

  /**
   * Hears what happens, until the answer is closed. Comes back by itself after a broken connection,
   * or one on which nothing is heard any more, and goes on where it was; a notice that it is told
   * again there is passed over. A refusal ends it: {@link Listening#ended}.
   */
  public Listening listen(Question<String, ?> live, Consumer<Listening.Event> each) {
    Set<String> notices = new HashSet<>();
    return new Listening(
        lastId -> connect(live, lastId),
        event -> {
          if (!event.name().equals("notice") || notices.add(idIn(event.data()))) {
            each.accept(event);
          }
        });
  }

  private String idIn(String notice) {
    return read(notice, JsonNode.class).path("id").asText();
  }

  /** The data of an event as what it is. */
  public <T> T read(String text, Class<T> type) {
    try {
      return json.readValue(text, type);
    } catch (IOException e) {
      throw new BypulsException("what was answered cannot be read", e);
    }
  }

  private InputStream connect(Question<String, ?> live, @Nullable String lastId)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(city.resolve(live.address()));
    if (lastId != null) {
      request.header("Last-Event-ID", lastId);
    }
    // The patience is with the answer's beginning alone.
    HttpResponse<InputStream> answer =
        http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofInputStream());
    if (answer.statusCode() == OK) {
      return answer.body();
    }
    try (InputStream body = answer.body()) {
      String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      if (isFinal(answer.statusCode())) {
        throw refused(answer, text);
      }
      throw new IOException("live answers " + answer.statusCode());
    }
  }

  /** Whether the same question will not be answered later either. */
  private static boolean isFinal(int status) {
    return status >= BAD_REQUEST
        && status < FAILED
        && status != TOO_SLOW
        && status != TOO_MANY_REQUESTS;
  }

  /** Why; not all that stands between says it as the city does. */
  private BypulsException refused(HttpResponse<?> answer, String said) {
    String why = answer.uri() + " answers " + answer.statusCode();
    try {
      return new BypulsException(
          answer.statusCode(), json.readTree(said).path("detail").asText(why));
    } catch (JsonProcessingException notOurs) {
      return new BypulsException(answer.statusCode(), why);
    }
  }

  private String get(URI address) {
    try {
      HttpResponse<String> answer =
          http.send(request(address).timeout(PATIENCE).build(), BodyHandlers.ofString());
      if (answer.statusCode() != OK) {
        throw refused(answer, answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new BypulsException("the city does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BypulsException("interrupted", e);
    }
  }

  private HttpRequest.Builder request(URI address) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    return key == null ? request : request.header("Authorization", "Bearer " + key);
  }
}
