package dk.bypuls.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody who listens to live, and notes how long each window was on its way. Where the connection
 * ends it comes back with its last id, as every reader of server-sent events does.
 */
final class LiveEar implements AutoCloseable {

  private static final int OK = 200;
  private static final long BEFORE_NEXT_TRY_MILLIS = 200;
  private static final String ID = "id: ";
  private static final Pattern PUBLISHED = Pattern.compile("\"publishedAt\":\"([^\"]+)\"");

  /** Kept for as long as it is used: the JDK may end a client that nobody knows any more. */
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI live;
  private final Thread thread = new Thread(this::listen, "ear");
  private final List<Double> delays = new ArrayList<>();
  private final List<String> ends = new ArrayList<>();
  private volatile InputStream stream;
  private volatile boolean closed;
  private volatile String lastId = "";

  LiveEar(URI live) {
    this.live = live;
    try {
      stream = connect();
    } catch (IOException e) {
      throw new UncheckedIOException("live does not answer", e);
    }
    thread.start();
  }

  private InputStream connect() throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(live);
    if (!lastId.isEmpty()) {
      request.header("Last-Event-ID", lastId);
    }
    try {
      HttpResponse<InputStream> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      if (answer.statusCode() != OK) {
        throw new IOException("live answers " + answer.statusCode());
      }
      return answer.body();
    } catch (InterruptedException e) {
      throw Waiting.interrupted(e);
    }
  }

  private void listen() {
    while (!closed) {
      String why = "the stream is over";
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
        hear(lines);
      } catch (IOException broken) {
        why = String.valueOf(broken.getMessage());
      }
      if (!closed) {
        noteEnd(why);
        comeBack();
      }
    }
  }

  private void hear(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Instant now = Instant.now();
      if (line.startsWith(ID)) {
        lastId = line.substring(ID.length());
      }
      Matcher published = PUBLISHED.matcher(line);
      if (line.startsWith("data: ") && published.find()) {
        note(Duration.between(Instant.parse(published.group(1)), now));
      }
    }
  }

  private void comeBack() {
    while (!closed) {
      Waiting.pause(BEFORE_NEXT_TRY_MILLIS);
      try {
        stream = connect();
        return;
      } catch (IOException notYet) {
        // It is tried again.
      }
    }
  }

  private synchronized void note(Duration delay) {
    delays.add(delay.toNanos() / 1e6);
  }

  private synchronized void noteEnd(String why) {
    ends.add(why);
  }

  /** Takes the milliseconds of all that was heard since the last time. */
  synchronized List<Double> take() {
    List<Double> heard = List.copyOf(delays);
    delays.clear();
    return heard;
  }

  /** What to come back with. */
  String lastId() {
    return lastId;
  }

  /** Why the connection ended, each time that it did. */
  synchronized List<String> ends() {
    return List.copyOf(ends);
  }

  @Override
  public void close() {
    closed = true;
    try {
      stream.close();
    } catch (IOException alreadyClosed) {
      // It is gone as it should be.
    }
    thread.interrupt();
  }
}
