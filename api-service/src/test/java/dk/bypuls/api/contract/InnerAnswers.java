package dk.bypuls.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.api.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * Every answer below {@code /admin/v1} that any test of this run has had from the packaged service:
 * held against what the service says of itself, and noted.
 */
public final class InnerAnswers {

  static final String INNER = "/admin/v1/";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** What the gate answers wherever nothing is. */
  private static final Set<Integer> WHERE_NOTHING_IS = Set.of(401, 404, 429, 503);

  private static final Set<String> SEEN = new ConcurrentSkipListSet<>();
  private static @Nullable Contract contract;

  private InnerAnswers() {}

  /** Fails where an answer, or a body that was taken, is not as the service says. */
  public static void hold(
      int port, String method, String path, String sent, HttpResponse<String> answer)
      throws IOException {
    if (!path.startsWith(INNER)) {
      return;
    }
    Contract contract = contract(port);
    Optional<String> operation = contract.operation(method, path);
    if (operation.isEmpty()) {
      assertThat(answer.statusCode())
          .as("%s %s, which the document does not have", method, path)
          .isIn(WHERE_NOTHING_IS);
      assertThat(Contract.typeOf(answer)).isEqualTo(Problem.MEDIA_TYPE);
      return;
    }
    contract.check(method, path, answer);
    if (isSuccess(answer)) {
      contract.checkSent(operation.get(), sent);
    }
    note(operation.get(), answer);
  }

  /** The same of an answer that goes on for as long as somebody listens. */
  public static void begun(HttpResponse<?> answer) {
    URI asked = answer.uri();
    if (asked.getPath().startsWith(INNER)) {
      Contract contract = contract(asked.getPort());
      String operation = contract.operation("GET", asked.getPath()).orElseThrow();
      assertThat(contract.content(operation, answer).has(Contract.typeOf(answer)))
          .as("%s in %s", operation, Contract.typeOf(answer))
          .isTrue();
      note(operation, answer);
    }
  }

  /** What nobody has seen of that which the service says is answered where all goes well. */
  static List<String> unseen() {
    assertThat(SEEN).as("no test has asked for anything: this is about all of them").isNotEmpty();
    return contract(0).successes(INNER).stream().filter(each -> !SEEN.contains(each)).toList();
  }

  private static void note(String operation, HttpResponse<?> answer) {
    SEEN.add(operation + " " + answer.statusCode());
  }

  private static boolean isSuccess(HttpResponse<?> answer) {
    return answer.statusCode() / 100 == 2;
  }

  private static synchronized Contract contract(int port) {
    if (contract == null) {
      contract = told(URI.create("http://127.0.0.1:" + port + "/openapi?format=json"));
    }
    return contract;
  }

  private static Contract told(URI address) {
    try {
      HttpRequest request = HttpRequest.newBuilder(address).build();
      return new Contract(
          JSON.readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
