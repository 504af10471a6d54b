package dk.bypuls.ingest;

import dk.bypuls.events.Topics;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.RegistryFollower;
import dk.bypuls.ingest.decoder.PayloadDecoders;
import dk.bypuls.ingest.format.Formats;
import dk.bypuls.ingest.http.PostedMessages;
import dk.bypuls.ingest.http.Senders;
import dk.bypuls.ingest.intake.Intake;
import dk.bypuls.ingest.intake.IntakeMetrics;
import dk.bypuls.ingest.intake.Plans;
import dk.bypuls.ingest.kafka.KafkaPublisher;
import dk.bypuls.ingest.kafka.TopicKeeper;
import dk.bypuls.ingest.mqtt.SubscribedSources;
import dk.bypuls.ingest.quarantine.DailyKeys;
import dk.bypuls.ingest.quarantine.DailySeal;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;

/** The whole of the service, put together in the order in which a message goes through it. */
public final class Wiring implements AutoCloseable {

  final PayloadDecoders decoders;
  final DailyKeys keys;
  final KafkaPublisher publisher;
  final TopicKeeper topics;
  final Intake intake;
  final SubscribedSources subscribed;
  final PostedMessages posted;
  final RegistryFollower registry;

  Wiring(IngestSettings settings, MeterRegistry meters, int port, InstantSource clock) {
    String instance = settings.instance().orElseGet(() -> hostName() + "-" + port);
    decoders = new PayloadDecoders(settings.decoder(), meters);
    Plans plans =
        new Plans(Formats.all(settings.intake()), decoders::of, new IntakeMetrics(meters));
    keys = new DailyKeys(settings.quarantine().keys(), Topics.QUARANTINE.retention());
    publisher = new KafkaPublisher(settings.kafka(), instance);
    topics = new TopicKeeper(settings.kafka());
    intake = new Intake(settings.intake(), plans, new DailySeal(keys), publisher);
    subscribed = new SubscribedSources(settings.mqtt(), instance, intake, meters, clock);
    Senders senders = new Senders();
    posted =
        new PostedMessages(
            intake, senders, settings.intake(), settings.http(), publisher::isAway, clock);
    registry =
        new RegistryFollower(
            fold -> {
              Registry registered = fold.registry();
              decoders.adopt(registered);
              plans.adopt(registered);
              senders.adopt(registered);
              subscribed.adopt(registered);
            });
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** Whether a message could be taken in now. */
  boolean isPrepared() {
    return publisher.isPrepared() && registry.isRead();
  }

  /** Takes messages in from now on. */
  void open() {
    intake.open();
    subscribed.open();
  }

  /** Stops from the outside in, so that what was taken in can still be acknowledged. */
  @Override
  public void close() {
    subscribed.close();
    intake.close();
    decoders.close();
    publisher.close();
    topics.close();
  }
}
