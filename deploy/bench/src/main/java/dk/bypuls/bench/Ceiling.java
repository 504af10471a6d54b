package dk.bypuls.bench;

import dk.bypuls.events.Topics;
import dk.bypuls.ingest.kafka.KafkaPublisher;
import dk.bypuls.ingest.kafka.KafkaSettings;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
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
import org.jspecify.annotations.Nullable;

/** The least that each stage of ingest could cost, as a process of its own. */
final class Ceiling {

  private static final int RECORD_BYTES = 108;
  private static final byte[] KEY = "bench-sensor".getBytes(StandardCharsets.UTF_8);

  // So many that the producer's buffer never fills.
  private static final int UNANSWERED = 20_000;

  private Ceiling() {}

  /** Does what it is told, line by line: so many operations at once. */
  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "mqtt" -> mqtt(args[1], args[2], args[3]);
      case "producer" -> producer(IngestDefaults.kafka(args[1]));
      case "publisher" -> publisher(IngestDefaults.kafka(args[1]));
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
    options.setReceiveMaximum(IngestDefaults.mqtt().receiveMaximum());
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

  /** As Kafka's own measuring program sends: nothing but records, in ingest's settings. */
  private static void producer(KafkaSettings settings) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            KafkaPublisher.config(settings),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      while (!isKnown(producer)) {
        Thread.sleep(100);
      }
      send(
          answered -> {
            var unused =
                producer.send(
                    new ProducerRecord<>(Topics.READINGS.name(), KEY, new byte[RECORD_BYTES]),
                    (metadata, failure) -> answered.accept(failure));
          });
    }
  }

  private static boolean isKnown(KafkaProducer<byte[], byte[]> producer) {
    try {
      return !producer.partitionsFor(Topics.READINGS.name()).isEmpty();
    } catch (KafkaException e) {
      return false;
    }
  }

  /** The stage of ingest that does the same. */
  private static void publisher(KafkaSettings settings) throws Exception {
    try (KafkaPublisher publisher =
        new KafkaPublisher(settings, "ceiling", InstantSource.system())) {
      while (!publisher.isPrepared()) {
        Thread.sleep(100);
      }
      send(
          answered ->
              publisher
                  .publish(Topics.READINGS, KEY, new byte[RECORD_BYTES])
                  .whenComplete((done, failure) -> answered.accept(failure)));
    }
  }

  private static void send(Consumer<Consumer<@Nullable Throwable>> one) throws Exception {
    Semaphore window = new Semaphore(UNANSWERED);
    System.out.println("ready");
    BufferedReader in = in();
    while (true) {
      int count = told(in);
      for (int i = 0; i < count; i++) {
        window.acquire();
        one.accept(
            failure -> {
              if (failure != null) {
                System.exit(1);
              }
              window.release();
            });
      }
      window.acquire(UNANSWERED);
      window.release(UNANSWERED);
      System.out.println("done");
    }
  }

  /** As many event loops as ingest's server has. */
  private static void http(int port) throws Exception {
    Vertx.vertx()
        .deployVerticle(
            () -> new Empty(port),
            new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors()))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    System.out.println("ready");
    told(in());
  }

  /** Answers all with nothing. */
  private static final class Empty extends AbstractVerticle {

    private final int port;

    Empty(int port) {
      this.port = port;
    }

    @Override
    public void start(Promise<Void> started) {
      vertx
          .createHttpServer()
          .requestHandler(
              request -> request.endHandler(end -> request.response().setStatusCode(204).end()))
          .listen(port, "127.0.0.1")
          .<Void>mapEmpty()
          .onComplete(started);
    }
  }
}
