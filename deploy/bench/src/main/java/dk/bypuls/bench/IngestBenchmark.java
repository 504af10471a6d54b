package dk.bypuls.bench;

import dk.bypuls.local.FreePorts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/** The packaged ingest service between real brokers, beside the least that each stage costs. */
final class IngestBenchmark implements Benchmark {

  // The compiler of the platform is at work for long: what it takes is no part of a steady state.
  private static final int WARM_UP = 4;

  private static final int CONNECTIONS = 512;
  private static final String POSTED = "/ingest/" + BenchRegistry.HTTP;

  // So little time goes into one record that the clock of the operating system needs many.
  private static final int RECORDS_PER_MESSAGE = 20;

  private static final int OPEN_LOOP_RATE = 500;
  private static final Duration OPEN_LOOP = Duration.ofSeconds(20);

  private final int messages;
  private final Poster poster = new Poster();
  private int counter;

  IngestBenchmark(int messages) {
    this.messages = messages;
  }

  @Override
  public String about() {
    return "messages by MQTT and HTTP until Kafka has them, beside bare Paho, Kafka and HTTP";
  }

  @Override
  public void run(Rounds rounds) {
    int emptyPort = FreePorts.one();
    String bare = UplinkSender.topic("bare", BenchRegistry.PLAIN, "up");
    try (IngestStand stand = new IngestStand();
        UplinkSender sender = new UplinkSender(stand.mqtt());
        Measured paho =
            ceiling(stand, "mqtt", stand.mqtt().uri(), stand.mqtt().password("ingest"), bare);
        Measured producer = ceiling(stand, "producer", stand.kafka().bootstrapServers());
        Measured publisher = ceiling(stand, "publisher", stand.kafka().bootstrapServers());
        Measured empty = ceiling(stand, "http", Integer.toString(emptyPort))) {
      Map<String, DoubleSupplier> candidates = new LinkedHashMap<>();
      candidates.put("mqtt", () -> throughMqtt(stand, sender, BenchRegistry.PLAIN));
      candidates.put("mqtt-script", () -> throughMqtt(stand, sender, BenchRegistry.SCRIPTED));
      candidates.put("paho", () -> throughPaho(paho, sender, bare));
      candidates.put("producer", () -> records(producer));
      candidates.put("publisher", () -> records(publisher));
      candidates.put(
          "http",
          () -> stand.service().perOperation(messages, () -> post(stand.port(), POSTED, 202)));
      candidates.put(
          "http-empty", () -> empty.perOperation(messages, () -> post(emptyPort, POSTED, 204)));
      tell(rounds, rounds.measured("ingest", WARM_UP, candidates));
      latency(rounds, stand);
    }
  }

  private static void tell(Rounds rounds, Figures figures) {
    rounds.say("paho / mqtt          %.2f (P1)", figures.ratio("paho", "mqtt"));
    rounds.say("paho / mqtt-script   %.2f", figures.ratio("paho", "mqtt-script"));
    rounds.say(
        "(paho + producer) / mqtt %.2f",
        (figures.of("paho") + figures.of("producer")) / figures.of("mqtt"));
    rounds.say("http / http-empty    %.2f (P2)", figures.ratio("http", "http-empty"));
    rounds.say("producer / publisher %.2f (P6)", figures.ratio("producer", "publisher"));
  }

  private static Measured ceiling(IngestStand stand, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of("-cp", System.getProperty("java.class.path"), Ceiling.class.getName()));
    command.addAll(List.of(arguments));
    Measured ceiling = Measured.java(stand.folder().resolve("ceiling.log"), Map.of(), command);
    ceiling.hear();
    return ceiling;
  }

  private static void order(Measured ceiling, int operations) {
    ceiling.say(Integer.toString(operations));
    ceiling.hear();
  }

  private double records(Measured ceiling) {
    int records = messages * RECORDS_PER_MESSAGE;
    return ceiling.perOperation(records, () -> order(ceiling, records));
  }

  private double throughPaho(Measured paho, UplinkSender sender, String topic) {
    return paho.perOperation(
        messages,
        () -> {
          publish(sender, topic, BenchRegistry.PLAIN);
          order(paho, messages);
        });
  }

  private double throughMqtt(IngestStand stand, UplinkSender sender, String device) {
    return stand
        .service()
        .perOperation(
            messages,
            () -> {
              double before = accepted(stand);
              publish(sender, UplinkSender.topic("bench", device, "up"), device);
              Waiting.until("Kafka has the messages", () -> accepted(stand) >= before + messages);
            });
  }

  private static double accepted(IngestStand stand) {
    return stand.count("bypuls_ingest_accepted_total", "");
  }

  private void publish(UplinkSender sender, String topic, String device) {
    Instant now = Instant.now();
    for (int i = 0; i < messages; i++) {
      sender.publish(topic, UplinkSender.uplink(device, now, ++counter), () -> {});
    }
    sender.flush();
  }

  /** As fast as they are answered. */
  private void post(int port, String path, int expected) {
    Semaphore window = new Semaphore(CONNECTIONS);
    AtomicInteger well = new AtomicInteger();
    Instant now = Instant.now();
    for (int i = 0; i < messages; i++) {
      window.acquireUninterruptibly();
      var unused =
          poster
              .post(port, path, now, ++counter)
              .whenComplete(
                  (status, failure) -> {
                    if (failure == null && status == expected) {
                      well.incrementAndGet();
                    }
                    window.release();
                  });
    }
    window.acquireUninterruptibly(CONNECTIONS);
    if (well.get() != messages) {
      throw new IllegalStateException(
          (messages - well.get()) + " posts were not answered with " + expected);
    }
  }

  /**
   * At a steady rate, whether answered or not: how long one waits who posts when it pleases him.
   */
  private void latency(Rounds rounds, IngestStand stand) {
    int posts = (int) (OPEN_LOOP_RATE * OPEN_LOOP.toSeconds());
    AtomicLongArray waited = new AtomicLongArray(posts);
    Semaphore answered = new Semaphore(0);
    long start = System.nanoTime();
    for (int i = 0; i < posts; i++) {
      int post = i;
      long due = start + OPEN_LOOP.toNanos() * i / posts;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      var unused =
          poster
              .post(stand.port(), POSTED, Instant.now(), ++counter)
              .whenComplete(
                  (status, failure) -> {
                    waited.set(post, System.nanoTime() - due);
                    answered.release();
                  });
    }
    answered.acquireUninterruptibly(posts);
    List<Long> all = IntStream.range(0, posts).mapToObj(waited::get).toList();
    rounds.say(
        "http, %d posts a second: p50 %.1f ms, p99 %.1f ms; linger + 10 ms is %d ms (P2)",
        OPEN_LOOP_RATE,
        Quantile.median(all) / 1e6,
        Quantile.of(all, 0.99) / 1e6,
        IngestDefaults.kafka(stand.kafka().bootstrapServers()).linger().plusMillis(10).toMillis());
  }
}
