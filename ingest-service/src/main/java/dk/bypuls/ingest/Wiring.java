package dk.bypuls.ingest;

import dk.bypuls.events.Topics;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.RegistryFollower;
import dk.bypuls.ingest.batch.BatchMetrics;
import dk.bypuls.ingest.contributor.DailyContributors;
import dk.bypuls.ingest.decoder.PayloadDecoders;
import dk.bypuls.ingest.folder.WatchedFolders;
import dk.bypuls.ingest.format.Formats;
import dk.bypuls.ingest.http.PostedMessages;
import dk.bypuls.ingest.http.Senders;
import dk.bypuls.ingest.intake.DryRun;
import dk.bypuls.ingest.intake.Intake;
import dk.bypuls.ingest.intake.IntakeMetrics;
import dk.bypuls.ingest.intake.Plans;
import dk.bypuls.ingest.intake.Replays;
import dk.bypuls.ingest.intake.UndeclaredNotices;
import dk.bypuls.ingest.kafka.ClockWatch;
import dk.bypuls.ingest.kafka.KafkaPublisher;
import dk.bypuls.ingest.kafka.TopicKeeper;
import dk.bypuls.ingest.mqtt.SubscribedSources;
import dk.bypuls.ingest.operator.BackFillAnswers;
import dk.bypuls.ingest.operator.DecodeAnswers;
import dk.bypuls.ingest.operator.ExampleAnswers;
import dk.bypuls.ingest.operator.OperatorRoutes;
import dk.bypuls.ingest.operator.QuarantineAnswers;
import dk.bypuls.ingest.operator.SourceAnswers;
import dk.bypuls.ingest.pull.PulledSources;
import dk.bypuls.ingest.quarantine.DailyKeys;
import dk.bypuls.ingest.quarantine.DailySeal;
import dk.bypuls.ingest.quarantine.QuarantineDesk;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;

/** The whole of the service, put together in the order in which a message goes through it. */
public final class Wiring implements AutoCloseable {

  static final String CLOCK_DIFFERENCE = "bypuls.ingest.clock.difference.seconds";

  final PayloadDecoders decoders;
  final DailyKeys keys;
  final DailyContributors contributors;
  final KafkaPublisher publisher;
  final TopicKeeper topics;
  final Intake intake;
  final SubscribedSources subscribed;
  final WatchedFolders folders;
  final PulledSources pulled;
  final PostedMessages posted;
  final OperatorRoutes operator;
  final RegistryFollower registry;

  Wiring(
      IngestSettings settings, MeterRegistry meters, Vertx vertx, int port, InstantSource clock) {
    String instance = settings.instance().orElseGet(() -> hostName() + "-" + port);
    decoders = new PayloadDecoders(settings.decoder(), meters);
    Plans plans =
        new Plans(Formats.all(settings.intake()), decoders::of, new IntakeMetrics(meters));
    keys = new DailyKeys(settings.quarantine().keys(), Topics.QUARANTINE.retention());
    publisher = new KafkaPublisher(settings.kafka(), instance, clock);
    Gauge.builder(CLOCK_DIFFERENCE, publisher.clocks(), ClockWatch::secondsAhead).register(meters);
    topics = new TopicKeeper(settings.kafka());
    contributors =
        new DailyContributors(settings.quarantine().keys(), settings.intake().clockAhead(), clock);
    DailySeal seal = new DailySeal(keys);
    UndeclaredNotices notices =
        new UndeclaredNotices(settings.intake().undeclaredNotices(), meters, clock);
    intake = new Intake(settings.intake(), plans, seal, contributors, publisher, notices);
    subscribed = new SubscribedSources(settings.mqtt(), instance, intake, meters, clock);
    BatchMetrics batches = new BatchMetrics(meters);
    folders = new WatchedFolders(settings.folder(), intake, settings.intake(), batches, clock);
    pulled =
        new PulledSources(
            settings.pull(), intake, settings.intake(), publisher::isAway, vertx, meters, clock);
    Senders senders = new Senders();
    posted =
        new PostedMessages(
            intake, senders, settings.intake(), settings.http(), batches, publisher::isAway, clock);
    QuarantineDesk desk =
        new QuarantineDesk(
            settings.kafka(),
            settings.quarantine(),
            plans,
            seal,
            new Replays(settings.intake(), plans, seal, contributors, publisher, meters),
            publisher,
            clock);
    DryRun dryRun = new DryRun(settings.intake(), plans);
    operator =
        new OperatorRoutes(
            settings.operator(),
            intake::isOpen,
            new SourceAnswers(meters, clock),
            new QuarantineAnswers(desk, clock),
            new DecodeAnswers(dryRun, notices, clock),
            new ExampleAnswers(decoders, clock),
            new BackFillAnswers(intake, dryRun, settings.intake(), publisher, clock));
    registry =
        new RegistryFollower(
            fold -> {
              Registry registered = fold.registry();
              decoders.adopt(registered);
              plans.adopt(registered);
              senders.adopt(registered);
              subscribed.adopt(registered);
              folders.adopt(registered);
              pulled.adopt(registered);
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
    folders.open();
    pulled.open();
  }

  /** Stops from the outside in, so that what was taken in can still be acknowledged. */
  @Override
  public void close() {
    pulled.close();
    folders.close();
    subscribed.close();
    intake.close();
    decoders.close();
    publisher.close();
    topics.close();
  }
}
