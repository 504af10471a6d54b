package dk.bypuls.ingest.pull;

import dk.bypuls.ingest.credentials.CredentialsFile.Papers;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks servers, one connection for each request: to the very address that was looked at, and
 * nowhere else.
 */
final class Fetcher {

  private static final int LARGEST_HEADERS = 32_768;
  private static final int MOST_ADDRESSES = 3;

  private final Vertx vertx;
  private final PullSettings settings;
  private final AllowedHosts hosts;
  private final InstantSource clock;

  Fetcher(Vertx vertx, PullSettings settings, AllowedHosts hosts, InstantSource clock) {
    this.vertx = vertx;
    this.settings = settings;
    this.hosts = hosts;
    this.clock = clock;
  }

  /** What is asked. */
  record Question(URI address, Map<String, String> headers, Proof proof, Validators known) {

    private Question at(URI next) {
      return new Question(next, headers, proof, known);
    }

    private String path() {
      String path = address.getRawPath();
      String query = address.getRawQuery();
      String more = proof.isFor(address) ? proof.query() : null;
      String all = query == null ? more : more == null ? query : query + "&" + more;
      return (path == null || path.isEmpty() ? "/" : path) + (all == null ? "" : "?" + all);
    }

    private void put(MultiMap into) {
      headers.forEach(into::set);
      into.set("Accept-Encoding", "gzip");
      if (proof.isFor(address)) {
        proof.headers().forEach(into::set);
      }
      known.put(address, into);
    }
  }

  /**
   * Asks, and goes where it is sent.
   *
   * @return an answer of 200, 204, or 304 where changes were asked for; to be closed
   */
  Answer ask(Question question, Deadline deadline) throws PullException, InterruptedException {
    Question next = question;
    for (int redirects = 0; ; redirects++) {
      Answer answer = once(next, deadline);
      boolean isGood = false;
      try {
        if (!Redirection.is(answer.status())) {
          requireSuccess(next, answer);
          isGood = true;
          return answer;
        }
        if (redirects == settings.redirects()) {
          throw PullException.of(
              Ending.ERROR, host(next) + " sends on more than " + redirects + " times");
        }
        next = next.at(Redirection.of(next.address(), answer.headers().get("location")));
      } finally {
        if (!isGood) {
          answer.close();
        }
      }
    }
  }

  private void requireSuccess(Question question, Answer answer) throws PullException {
    boolean isAsked = question.address().equals(question.known().address());
    switch (answer.status()) {
      case 200, 204 -> {}
      case 304 -> {
        if (!isAsked) {
          throw PullException.of(Ending.ERROR, host(question) + " answered 304 to nothing");
        }
      }
      case 429, 503 ->
          throw PullException.later(
              Ending.ERROR,
              host(question) + " answered " + answer.status(),
              Waits.retryAfter(answer.headers().get("retry-after"), clock));
      default ->
          throw PullException.of(Ending.ERROR, host(question) + " answered " + answer.status());
    }
  }

  private Answer once(Question question, Deadline deadline)
      throws PullException, InterruptedException {
    List<InetAddress> addresses = hosts.addresses(question.address());
    @Nullable PullException last = null;
    for (InetAddress address : addresses.subList(0, Math.min(MOST_ADDRESSES, addresses.size()))) {
      HttpClient connection = connection(question);
      boolean isGood = false;
      try {
        Answer answer = answer(question, address, connection, deadline);
        isGood = true;
        return answer;
      } catch (TimeoutException e) {
        throw PullException.of(Ending.UNREACHABLE, host(question) + " did not answer in time");
      } catch (ExecutionException e) {
        Throwable cause = Objects.requireNonNull(e.getCause());
        last = unreachable(question, cause);
        if (!isNoConnection(cause)) {
          throw last;
        }
      } finally {
        if (!isGood) {
          connection.close();
        }
      }
    }
    throw Objects.requireNonNull(last, "a host has an address");
  }

  private Answer answer(
      Question question, InetAddress address, HttpClient connection, Deadline deadline)
      throws ExecutionException, TimeoutException, InterruptedException {
    HostRule host = HostRule.of(question.address());
    RequestOptions to =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setServer(SocketAddress.inetSocketAddress(host.port(), address.getHostAddress()))
            .setHost(host.host())
            .setPort(host.port())
            .setSsl(host.secure())
            .setFollowRedirects(false)
            .setURI(question.path());
    question.put(headers(to));
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    Context context = vertx.getOrCreateContext();
    context.runOnContext(
        run ->
            connection
                .request(to)
                .compose(HttpClientRequest::send)
                .map(response -> answer(question, response, context, connection, deadline))
                .onSuccess(answer::complete)
                .onFailure(answer::completeExceptionally));
    return answer.get(deadline.leftNanos(), TimeUnit.NANOSECONDS);
  }

  private static MultiMap headers(RequestOptions options) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    options.setHeaders(headers);
    return headers;
  }

  private static Answer answer(
      Question question,
      HttpClientResponse response,
      Context context,
      HttpClient connection,
      Deadline deadline) {
    return new Answer(
        response.statusCode(),
        response.headers(),
        new AnswerStream(response, context, deadline, host(question)),
        Validators.of(question.address(), response.headers()),
        connection);
  }

  private HttpClient connection(Question question) {
    HostRule host = HostRule.of(question.address());
    HttpClientOptions options =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_1_1)
            .setKeepAlive(false)
            .setMaxPoolSize(1)
            .setMaxHeaderSize(LARGEST_HEADERS)
            .setConnectTimeout((int) settings.connectWithin().toMillis())
            .setSslHandshakeTimeout(settings.connectWithin().toMillis())
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setSsl(host.secure())
            .setTrustAll(false)
            .setVerifyHost(true);
    if (host.secure() && question.proof().isFor(question.address())) {
      show(question.proof().papers(), options);
    }
    return vertx.createHttpClient(options);
  }

  private static void show(Papers papers, HttpClientOptions options) {
    if (papers.trust() != null) {
      options.setTrustOptions(new PemTrustOptions().addCertPath(papers.trust().toString()));
    }
    if (papers.certificate() != null && papers.key() != null) {
      options.setKeyCertOptions(
          new PemKeyCertOptions()
              .setCertPath(papers.certificate().toString())
              .setKeyPath(papers.key().toString()));
    }
  }

  private static boolean isNoConnection(Throwable failure) {
    return failure instanceof ConnectException || failure instanceof NoRouteToHostException;
  }

  // What a failure says may hold an address; what kind of failure it is does not.
  private static PullException unreachable(Question question, Throwable failure) {
    String why =
        isNoConnection(failure)
            ? "takes no connection"
            : failure instanceof SSLException
                ? "is not believed to be that host: " + failure.getMessage()
                : "did not answer: " + failure.getClass().getSimpleName();
    return PullException.of(Ending.UNREACHABLE, host(question) + " " + why);
  }

  private static String host(Question question) {
    return HostRule.of(question.address()).inWords();
  }
}
