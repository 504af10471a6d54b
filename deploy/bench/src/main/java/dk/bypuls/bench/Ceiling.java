package dk.bypuls.bench;

import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** The least that each stage of ingest could cost, as a process of its own. */
final class Ceiling {

  private static final int RECEIVE_MAXIMUM = 65_535;

  private Ceiling() {}

  /** Does what it is told, line by line: so many operations at once. */
  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "mqtt" -> mqtt(args[1], args[2], args[3]);
      case "kafka" -> kafka(args[1], Integer.parseInt(args[2]));
      default -> http(Integer.parseInt(args[1]));
    }
  }

  private static int told(BufferedReader in) throws Exception {
    String line = in.readLine();
    if (line == null) {
      System.exit(0);
    }
    return Integer.parseInt(String.valueOf(line));
  }

  private static BufferedReader in() {
    return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
  }

  private static void mqtt(String uri, String password, String topic) throws Exception {
    MqttAsyncClient client = new MqttAsyncClient(uri, "ceiling", new MemoryPersistence());
    Semaphore arrived = new Semaphore(0);
    client.setManualAcks(true);
    client.setCallback(new Acknowledging(client, arrived));
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName("ingest");
    options.setPassword(password.getBytes(StandardCharsets.UTF_8));
    options.setReceiveMaximum(RECEIVE_MAXIMUM);
    client.connect(options).waitForCompletion();
    client.subscribe(topic, 1).waitForCompletion();
    System.out.println("ready");
    BufferedReader in = in();
    while (true) {
      arrived.acquire(told(in));
      System.out.println("done");
    }
  }

  private record Acknowledging(MqttAsyncClient client, Semaphore arrived) implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) throws MqttException {
      client.messageArrivedComplete(message.getId(), message.getQos());
      arrived.release();
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      System.exit(1);
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String uri) {}

    @Override
    public void authPacketArrived(int reason, MqttProperties properties) {}
  }

  private static void kafka(String servers, int bytes) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", servers,
                "acks", "all",
                "compression.type", "lz4",
                "linger.ms", "10",
                "batch.size", "131072"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      System.out.println("ready");
      BufferedReader in = in();
      while (true) {
        int count = told(in);
        for (int i = 0; i < count; i++) {
          var unused =
              producer.send(
                  new ProducerRecord<>(
                      "bench", "bench-sensor".getBytes(StandardCharsets.UTF_8), new byte[bytes]));
        }
        producer.flush();
        System.out.println("done");
      }
    }
  }

  private static void http(int port) throws Exception {
    Vertx vertx = Vertx.vertx();
    vertx
        .createHttpServer()
        .requestHandler(
            request -> request.endHandler(end -> request.response().setStatusCode(204).end()))
        .listen(port, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    System.out.println("ready");
    told(in());
  }
}
