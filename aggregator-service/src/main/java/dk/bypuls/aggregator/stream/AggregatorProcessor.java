package dk.bypuls.aggregator.stream;

import dk.bypuls.aggregator.device.Devices;
import dk.bypuls.aggregator.privacy.NoiseKey;
import dk.bypuls.aggregator.release.Gate;
import dk.bypuls.aggregator.window.Aggregation;
import dk.bypuls.aggregator.window.Aggregation.Outcome;
import dk.bypuls.aggregator.window.AppendTime;
import dk.bypuls.aggregator.window.WindowRules;
import dk.bypuls.events.DeviceStatus;
import dk.bypuls.events.InnerEvent;
import dk.bypuls.events.Quarantined;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Topics;
import dk.bypuls.events.registry.Registry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jboss.logging.Logger;

/** What happens to one record of the readings topic, read aloud. */
final class AggregatorProcessor implements Processor<byte[], byte[], byte[], Object> {

  private static final Logger LOG = Logger.getLogger(AggregatorProcessor.class);

  private final WindowRules rules;
  private final Supplier<Registry> registry;
  private final Meters meters;
  private final NoiseKey key;

  private ProcessorContext<byte[], Object> context;
  private Aggregation aggregation;
  private Devices devices;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
  AggregatorProcessor(WindowRules rules, Supplier<Registry> registry, Meters meters, NoiseKey key) {
    this.rules = rules;
    this.registry = registry;
    this.meters = meters;
    this.key = key;
  }

  @Override
  public void init(ProcessorContext<byte[], Object> given) {
    context = given;
    remember();
  }

  /** Starts from the stores: what was held in memory is made of them again. */
  private void remember() {
    int partition = context.taskId().partition();
    Gate gate = new Gate(new SinkWays(context, meters), partition, registry);
    Aggregation.Stores stores =
        new Aggregation.Stores(
            context.getStateStore(AggregatorTopology.SERIES),
            context.getStateStore(AggregatorTopology.READINGS),
            context.getStateStore(AggregatorTopology.WINDOWS));
    aggregation =
        new Aggregation(rules, registry, stores, gate, new AreaWays(context), key, partition);
    devices = new Devices(stores.series(), registry);
    countSilent();
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    long now = AppendTime.at(record.timestamp(), context.currentStreamTimeMs());
    meters.appendTime(context.taskId().partition(), now);
    aggregation.advance(now);
    if (devices.look(now, this::tell)) {
      countSilent();
    }
    try {
      InnerEvent event = Topics.READINGS.codec().decode(record.value());
      if (event instanceof Readings readings) {
        take(readings, now);
      }
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      setAside(record, e);
    }
    aggregation.tellRunning(now);
  }

  private void take(Readings message, long now) {
    List<Integer> late = new ArrayList<>(0);
    List<Integer> ahead = new ArrayList<>(0);
    for (int number = 0; number < message.readings().size(); number++) {
      Outcome outcome = aggregation.take(message, message.readings().get(number), now);
      meters.reading(outcome);
      if (outcome == Outcome.TOO_LATE) {
        late.add(number);
      } else if (outcome == Outcome.AHEAD) {
        ahead.add(number);
      }
    }
    quarantine(message, late, Outcome.TOO_LATE);
    quarantine(message, ahead, Outcome.AHEAD);
    devices.take(message, now).ifPresent(this::tell);
  }

  private void quarantine(Readings message, List<Integer> which, Outcome why) {
    if (!which.isEmpty()) {
      RecordMetadata from = context.recordMetadata().orElseThrow();
      quarantine(SetAside.readings(message, which, why, from));
    }
  }

  private void setAside(Record<byte[], byte[]> record, RuntimeException why) {
    RecordMetadata from = context.recordMetadata().orElseThrow();
    meters.poison();
    LOG.errorf(
        "a record cannot be worked on and is set aside: topic=%s partition=%d offset=%d cause=%s",
        from.topic(), from.partition(), from.offset(), why.getClass().getName());
    quarantine(SetAside.poison(record.value(), from, record.timestamp()));
    // It may have failed half-way: what is in the stores holds, what is in memory may not.
    remember();
  }

  private void quarantine(Quarantined quarantined) {
    forward(quarantined.source(), quarantined, Topics.QUARANTINE.name());
  }

  private void tell(DeviceStatus status) {
    forward(status.sensor(), status, Topics.DEVICE_STATUS.name());
  }

  private void countSilent() {
    meters.silentDevices(context.taskId().partition(), devices.silent());
  }

  private void forward(String key, Object value, String sink) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    context.forward(new Record<>(bytes, value, context.currentStreamTimeMs()), sink);
  }

  @Override
  public void close() {
    meters.left(context.taskId().partition());
  }
}
