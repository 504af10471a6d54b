package dk.bypuls.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Many who listen to server-sent events, and count what they are told. */
final class Subscribers implements AutoCloseable {

  /** So many of them say how long it took. */
  private static final int TIMED = 20;

  private static final String OK = "HTTP/1.1 200";
  private static final Pattern ID = Pattern.compile("\nid: (\\S+)\n");

  private final Vertx vertx = Vertx.vertx();
  private final NetClient client;
  private final String request;
  private final int port;
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicLong told = new AtomicLong();
  private final Journeys journeys;
  private volatile String lastId = "";
  private volatile String trouble = "";
  private int begun;

  /** Who listens at that path of a port; some of them say how long it took until they were told. */
  Subscribers(int port, String path, Journeys journeys) {
    // The system finds a port faster that is not bound before it is known where to connect.
    this(port, path, journeys, null);
  }

  /** Who does so from another address of this machine. */
  Subscribers(int port, String path, Journeys journeys, @Nullable String from) {
    this.port = port;
    this.journeys = journeys;
    // Ended at once, none leaves a port behind that stays taken for a minute.
    NetClientOptions options = new NetClientOptions().setSoLinger(0);
    if (from != null) {
      options.setLocalAddress(from);
    }
    this.client = vertx.createNetClient(options);
    // As a program asks: a browser is told to come back where a program is refused.
    this.request =
        "GET " + path + " HTTP/1.1\r\nHost: bench\r\nAccept: text/event-stream, */*\r\n\r\n";
  }

  /** Connects so many more, all at once, and waits until each is answered. */
  void connect(int count) {
    begin(count);
    awaitAnswers();
  }

  /** Has so many more connect, all at once. */
  void begin(int count) {
    begun += count;
    for (int i = 0; i < count; i++) {
      boolean timed = i < TIMED;
      client
          .connect(port, "127.0.0.1")
          .onSuccess(socket -> listen(socket, timed))
          // As with too many of them: each needs an open file here and one in the service.
          .onFailure(failed -> trouble = String.valueOf(failed.getMessage()));
    }
  }

  /** Waits until each is answered that connects. */
  void awaitAnswers() {
    Waiting.until("all are answered", () -> answered.get() >= begun || !trouble.isEmpty());
    if (!trouble.isEmpty()) {
      throw new IllegalStateException("somebody cannot listen: " + trouble);
    }
  }

  private void listen(NetSocket socket, boolean timed) {
    AtomicBoolean silent = new AtomicBoolean(true);
    socket.handler(
        bytes -> {
          if (silent.compareAndSet(true, false)) {
            answered.incrementAndGet();
            note(bytes);
          }
          take(bytes, timed);
        });
    var unused = socket.write(request);
  }

  private void note(Buffer answer) {
    String begins = answer.getString(0, Math.min(answer.length(), OK.length()));
    if (!begins.equals(OK)) {
      trouble = begins;
    }
  }

  /** Connects so many that take a little each second. */
  void connectSlow(int count) {
    connectPaused(count, socket -> vertx.setPeriodic(1_000, second -> socket.fetch(1)));
  }

  /** Connects so many that read nothing. */
  void connectDeaf(int count) {
    connectPaused(count, socket -> {});
  }

  private void connectPaused(int count, Consumer<NetSocket> asked) {
    for (int i = 0; i < count; i++) {
      client
          .connect(port, "127.0.0.1")
          .onSuccess(
              socket -> {
                socket.pause();
                var unused = socket.write(request);
                asked.accept(socket);
              });
    }
  }

  /** Each window has one opening brace. */
  private void take(Buffer bytes, boolean timed) {
    int windows = 0;
    for (int i = 0; i < bytes.length(); i++) {
      if (bytes.getByte(i) == '{') {
        windows++;
      }
    }
    told.addAndGet(windows);
    if (timed) {
      String text = bytes.toString(StandardCharsets.UTF_8);
      Matcher id = ID.matcher(text);
      while (id.find()) {
        lastId = id.group(1);
      }
      journeys.end(text);
    }
  }

  /** How many windows all of them were told together. */
  long told() {
    return told.get();
  }

  /** The id of the last event that one of them was told whole. */
  String lastId() {
    return lastId;
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
