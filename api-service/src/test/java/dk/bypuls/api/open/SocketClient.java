package dk.bypuls.api.open;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Somebody who listens on a WebSocket. */
final class SocketClient extends Heard {

  private static final Pattern MESSAGE =
      Pattern.compile("\\{\"event\":\"(\\w+)\"(?:,\"id\":\"([^\"]+)\")?,\"data\":(\\{.*})}");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final WebSocket socket;
  private final CompletableFuture<String> closed = new CompletableFuture<>();
  private final CompletableFuture<Boolean> pinged = new CompletableFuture<>();

  SocketClient(int port, String query) {
    socket =
        HTTP.newWebSocketBuilder()
            .header("Origin", "https://elsewhere.example")
            .buildAsync(
                URI.create("ws://127.0.0.1:" + port + "/v1/live/ws" + query), new Listener())
            .join();
  }

  WebSocket socket() {
    return socket;
  }

  /** Code and reason with which the service closed it. */
  String closing() {
    return closed.orTimeout(60, TimeUnit.SECONDS).join();
  }

  /** Completes when the service has asked whether it is there. */
  CompletableFuture<Boolean> pinged() {
    return pinged;
  }

  @Override
  public void close() {
    socket.abort();
  }

  /** Puts messages together. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        Matcher message = MESSAGE.matcher(text);
        if (!message.matches()) {
          throw new AssertionError("not a message of ours: " + text);
        }
        if (message.group(1).equals("alive")) {
          isAt(message.group(2));
        } else {
          take(new Event(message.group(1), message.group(2), message.group(3)));
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
      pinged.complete(true);
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      end();
      closed.complete(code + " " + reason);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      end();
      closed.completeExceptionally(failure);
    }
  }
}
