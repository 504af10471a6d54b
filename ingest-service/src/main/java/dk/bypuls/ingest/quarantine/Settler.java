package dk.bypuls.ingest.quarantine;

import dk.bypuls.events.Settled;
import dk.bypuls.events.Settled.How;
import dk.bypuls.events.Topics;
import dk.bypuls.ingest.intake.Publisher;
import dk.bypuls.ingest.quarantine.Step.Dealt;
import dk.bypuls.ingest.quarantine.Step.Result;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Tells Kafka what became of entries. */
final class Settler {

  private final Publisher publisher;
  private final InstantSource clock;

  Settler(Publisher publisher, InstantSource clock) {
    this.publisher = publisher;
    this.clock = clock;
  }

  /** Remembers what was dealt with; Kafka has it when this returns. */
  void settle(List<Dealt> dealt, String request) {
    Map<How, Map<Integer, List<Long>>> settled = new EnumMap<>(How.class);
    for (Dealt each : dealt) {
      How how = how(each.result());
      if (how != null) {
        settled
            .computeIfAbsent(how, key -> new HashMap<>())
            .computeIfAbsent(each.name().partition(), key -> new ArrayList<>())
            .add(each.name().offset());
      }
    }
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    settled.forEach(
        (how, partitions) ->
            partitions.forEach(
                (partition, offsets) -> sent.add(send(how, partition, offsets, request))));
    try {
      CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      throw new QuarantineDesk.AwayException(e);
    }
  }

  private static @Nullable How how(Result result) {
    return switch (result) {
      case REPLAYED -> How.REPLAYED;
      case SUPERSEDED -> How.SUPERSEDED;
      case DROPPED -> How.DROPPED;
      default -> null;
    };
  }

  private CompletableFuture<Void> send(How how, int partition, List<Long> offsets, String request) {
    Settled event = new Settled(partition, offsets, how, clock.instant(), request);
    return publisher
        .publish(
            Topics.QUARANTINE_SETTLED,
            Integer.toString(partition).getBytes(StandardCharsets.UTF_8),
            Topics.QUARANTINE_SETTLED.codec().encode(event))
        .toCompletableFuture();
  }
}
