package dk.bypuls.aggregator.stream;

import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.vocabulary.PrivacyClass;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.KafkaStreams;

/** The topology in a process of its own, so that it can be killed. */
final class StreamProcess {

  static final Registry TOWN =
      new Town()
          .profile("lille-weather", Duration.ofMinutes(1))
          .sensor("lille-0", "lille-weather", Town.at("lille-torv"))
          .sensor("lille-1", "lille-weather", Town.at("lille-torv"))
          .sensor("lille-2", "lille-weather", Town.at("lille-torv"))
          .sensor("lille-3", "lille-weather", Town.at("lille-havn"))
          .dataset(
              "lille-air",
              PrivacyClass.OPEN,
              "lille-weather",
              Duration.ofDays(7),
              Instant.EPOCH,
              "air-temperature")
          .registry();

  private StreamProcess() {}

  public static void main(String[] args) {
    StreamSettings settings = new TestSettings(args[0], Path.of(args[1]));
    new StateFolder(settings.state()).take();
    Meters meters = new Meters(new SimpleMeterRegistry());
    KafkaStreams streams =
        new KafkaStreams(
            AggregatorTopology.build(settings.rules(), () -> TOWN, meters),
            StreamProperties.of(settings));
    streams.setUncaughtExceptionHandler(StreamService::afterFailure);
    streams.start();
  }
}
