package dk.bypuls.aggregator.stream;

import dk.bypuls.aggregator.privacy.NoiseKey;
import dk.bypuls.aggregator.release.Gate;
import dk.bypuls.aggregator.window.AreaAggregation;
import dk.bypuls.aggregator.window.WindowRules;
import dk.bypuls.events.AreaBeat;
import dk.bypuls.events.AreaEvent;
import dk.bypuls.events.AreaPart;
import dk.bypuls.events.AreaPast;
import dk.bypuls.events.AreaSighting;
import dk.bypuls.events.Quarantined;
import dk.bypuls.events.Topics;
import dk.bypuls.events.registry.Registry;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jboss.logging.Logger;

/** What happens to one record of the topic of areas' parts. */
final class AreaProcessor implements Processor<byte[], byte[], byte[], Object> {

  private static final Logger LOG = Logger.getLogger(AreaProcessor.class);

  private final WindowRules rules;
  private final Supplier<Registry> registry;
  private final Meters meters;
  private final NoiseKey key;
  private final int partitions;

  private ProcessorContext<byte[], Object> context;
  private AreaAggregation aggregation;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
  AreaProcessor(
      WindowRules rules, Supplier<Registry> registry, Meters meters, NoiseKey key, int partitions) {
    this.rules = rules;
    this.registry = registry;
    this.meters = meters;
    this.key = key;
    this.partitions = partitions;
  }

  @Override
  public void init(ProcessorContext<byte[], Object> given) {
    context = given;
    remember();
  }

  /** Starts from the store: what was held in memory is made of it again. */
  private void remember() {
    int partition = context.taskId().partition();
    Gate gate =
        new Gate(new SinkWays(context, meters, AggregatorTopology.AREA_SINK), partition, registry);
    aggregation =
        new AreaAggregation(
            rules,
            registry,
            context.getStateStore(AggregatorTopology.AREAS),
            gate,
            key,
            partition,
            partitions,
            tree -> AreaWays.partitionOf(tree, partitions) == partition);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    AreaEvent event;
    try {
      event = Topics.AREA_PARTS.codec().decode(record.value());
      if (event instanceof AreaPart part) {
        aggregation.take(part);
      } else if (event instanceof AreaSighting sighting) {
        aggregation.take(sighting);
      } else if (event instanceof AreaPast past) {
        aggregation.take(past);
      }
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      setAside(record, e);
      return;
    }
    if (event instanceof AreaBeat beat) {
      aggregation.take(beat);
    }
  }

  private void setAside(Record<byte[], byte[]> record, RuntimeException why) {
    RecordMetadata from = context.recordMetadata().orElseThrow();
    meters.poison();
    LOG.errorf(
        "a record cannot be worked on and is set aside: topic=%s partition=%d offset=%d cause=%s",
        from.topic(), from.partition(), from.offset(), why.getClass().getName());
    Quarantined quarantined = SetAside.poison(record.value(), from, record.timestamp());
    byte[] key = quarantined.source().getBytes(StandardCharsets.UTF_8);
    context.forward(
        new Record<>(key, quarantined, context.currentStreamTimeMs()),
        AggregatorTopology.AREA_SINK + Topics.QUARANTINE.name());
    remember();
  }
}
