package dk.bypuls.api.live;

import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowEvent;
import dk.bypuls.events.Withdrawn;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jboss.logging.Logger;

/** Tells one client from the topic what it missed, until memory can go on. On a worker thread. */
final class Replay {

  private static final Logger LOG = Logger.getLogger(Replay.class);
  private static final int MOST_AT_ONCE = 2_000;

  private final WindowTopics topics;
  private final RegistryView registry;
  private final LiveLimits limits;
  private final LiveState state;
  private final Client client;
  private final ClientGroup group;
  private final Replays replays;

  Replay(
      WindowTopics topics,
      RegistryView registry,
      LiveLimits limits,
      LiveState state,
      Client client,
      ClientGroup group,
      Replays replays) {
    this.topics = topics;
    this.registry = registry;
    this.limits = limits;
    this.state = state;
    this.client = client;
    this.group = group;
    this.replays = replays;
  }

  /** Replays from there on. */
  void run(Position from) {
    try (KafkaConsumer<byte[], byte[]> consumer = topics.reader(MOST_AT_ONCE)) {
      Optional<Replays.Reset> reset = Replays.Reset.of(from, Lasting.OPEN, consumer, limits);
      if (reset.isPresent()) {
        onLoop(() -> replays.reset(client, state, reset.get()));
      } else {
        from.seek(consumer, Lasting.OPEN);
        Position reached =
            replay(new TopicTelling(consumer, Lasting.OPEN, client, group, limits), from);
        onLoop(() -> client.join(state, reached));
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | CancellationException gone) {
      LOG.debugf("the client of a replay left, or took nothing: %s", gone);
      group.execute(() -> client.disconnect(Ending.TOO_SLOW));
    } catch (RuntimeException failure) {
      LOG.warn("a replay failed; its client is disconnected to try again", failure);
      group.execute(() -> client.disconnect(Ending.STARTS_AGAIN));
    }
  }

  private Position replay(TopicTelling telling, Position from)
      throws InterruptedException, ExecutionException, TimeoutException {
    Position reader = from;
    // Who wants little of it is written to seldom: that they left shows in nothing else.
    while (!client.isClosed()
        && (!state.recent().reachBackTo(reader) || !state.position().isAtLeast(reader))) {
      Catalogue catalogue = registry.current();
      Pieces gate = new Pieces(catalogue);
      reader =
          telling.tellNext(
              reader,
              (told, at) ->
                  event(catalogue, told, at).filter(it -> gate.mayTell(client.wishes(), it)));
    }
    return reader;
  }

  private static Optional<LiveEvent> event(
      Catalogue catalogue, ConsumerRecord<byte[], byte[]> told, Position reader) {
    WindowEvent event = WindowTopics.event(told).orElse(null);
    if (event instanceof Window window) {
      Instant at = Instant.ofEpochMilli(told.timestamp());
      return LiveEvents.of(catalogue, window, at, told.partition(), told.offset(), reader);
    }
    return event instanceof Withdrawn withdrawn
        ? Optional.of(LiveEvents.of(withdrawn, told.partition(), told.offset(), reader))
        : Optional.empty();
  }

  private void onLoop(Runnable task) {
    group.execute(
        () -> {
          task.run();
          group.tell(client);
        });
  }
}
