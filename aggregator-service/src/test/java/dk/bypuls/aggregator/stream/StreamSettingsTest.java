package dk.bypuls.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamSettingsTest {

  @Test
  void namesAndDefaultsStayAsTheyAre() {
    // When
    Map<String, String> defaults =
        Arrays.stream(StreamSettings.class.getMethods())
            .filter(method -> method.isAnnotationPresent(WithDefault.class))
            .collect(
                Collectors.toMap(
                    Method::getName, method -> method.getAnnotation(WithDefault.class).value()));

    // Then
    assertThat(StreamSettings.class.getAnnotation(ConfigMapping.class).prefix())
        .isEqualTo("bypuls.aggregator");
    assertThat(defaults)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("bootstrapServers", "127.0.0.1:9092"),
                Map.entry("state", ".bypuls/state"),
                Map.entry("noiseKey", ".bypuls/secrets/noise-key"),
                Map.entry("threads", "1"),
                Map.entry("commitEvery", "PT0.2S"),
                Map.entry("replicationFactor", "1"),
                Map.entry("standbys", "0"),
                Map.entry("cacheBytes", "33554432"),
                Map.entry("settle", "PT10S"),
                Map.entry("gatherQuiet", "PT1M"),
                Map.entry("gatherLongest", "PT10M"),
                Map.entry("runningEvery", "PT1S"),
                Map.entry("ahead", "PT24H")));
  }

  @Test
  void thePropertiesAreThoseOfKafkaStreams() {
    // Given
    TestSettings settings = new TestSettings("127.0.0.1:1", Path.of("state"));

    // When
    StreamsConfig config = new StreamsConfig(StreamProperties.of(settings));

    // Then
    assertThat(config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG))
        .isEqualTo(StreamsConfig.EXACTLY_ONCE_V2);
    Map<String, Object> consumer = config.getMainConsumerConfigs("group", "client", 1);
    assertThat(consumer).containsEntry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    assertThat(consumer).containsEntry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    Map<String, Object> producer = config.getProducerConfigs("client");
    assertThat(producer).containsEntry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    assertThat(producer).containsEntry(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 20_000);
  }
}
