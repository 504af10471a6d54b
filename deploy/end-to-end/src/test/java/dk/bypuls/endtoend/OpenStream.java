package dk.bypuls.endtoend;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/** Somebody who listens to a part of the open side that does not end, and remembers all of it. */
record OpenStream(Supplier<String> text, Runnable end) {

  private static final int PATIENCE_MILLIS = 60_000;

  /** Stops listening. Answers what was heard. */
  String heard() {
    String all = text.get();
    end.run();
    return all;
  }

  /** As server-sent events. */
  static OpenStream ofEvents(URI address) {
    LiveFeed feed = new LiveFeed(address, null);
    return new OpenStream(
        () ->
            feed.events().stream()
                .map(event -> event.type() + " " + event.id() + " " + event.data())
                .collect(Collectors.joining("\n")),
        feed::close);
  }

  /** On a WebSocket. */
  static OpenStream ofSocket(URI address) {
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    URI there = URI.create(address.toString().replaceFirst("^http", "ws"));
    CompletableFuture<WebSocket> socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(there, new Parts(heard));
    return new OpenStream(
        () -> String.join("", heard), () -> socket.thenAccept(WebSocket::abort).join());
  }

  private record Parts(Queue<String> heard) implements WebSocket.Listener {
    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      heard.add(last ? part + "\n" : part.toString());
      from.request(1);
      return null;
    }
  }

  /** By MQTT: topics, payloads and what goes beside them. */
  static OpenStream ofTopics(String broker, String filter) {
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    try {
      MqttAsyncClient client = new MqttAsyncClient(broker, "", new MemoryPersistence());
      MqttConnectionOptions options = new MqttConnectionOptions();
      options.setCleanStart(true);
      client.setCallback(new Messages(heard));
      client.connect(options).waitForCompletion(PATIENCE_MILLIS);
      client.subscribe(filter, 0).waitForCompletion(PATIENCE_MILLIS);
      return new OpenStream(() -> String.join("\n", heard), () -> close(client));
    } catch (MqttException e) {
      throw new IllegalStateException("cannot listen to " + filter, e);
    }
  }

  private record Messages(Queue<String> heard) implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      heard.add(
          topic
              + " "
              + message.getProperties().getUserProperties()
              + " "
              + new String(message.getPayload(), StandardCharsets.UTF_8));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }

  private static void close(MqttAsyncClient client) {
    try {
      client.disconnect().waitForCompletion(PATIENCE_MILLIS);
      client.close(true);
    } catch (MqttException e) {
      throw new IllegalStateException("cannot leave the MQTT feed", e);
    }
  }
}
