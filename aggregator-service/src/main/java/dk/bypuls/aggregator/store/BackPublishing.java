package dk.bypuls.aggregator.store;

import dk.bypuls.aggregator.release.Gate;
import dk.bypuls.aggregator.store.BackProgress.Place;
import dk.bypuls.aggregator.store.BackProgress.State;
import dk.bypuls.aggregator.store.KeptWindows.Found;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Topics;
import dk.bypuls.events.registry.BackPublication;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Registry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One order to publish what was kept inside, carried out batch by batch through the gate.
 *
 * <p>What is done is noted when the open history has it. Whoever goes on after a kill sends at most
 * one batch again, and history takes nothing twice. The next batch waits for that too, so the topic
 * never holds more of the past than one.
 */
final class BackPublishing {

  private final Connection connection;
  private final Supplier<Registry> registry;
  private final PastTopic topic;
  private final BackPublication order;
  private final KeptWindows kept;
  private final Gate[] gates = new Gate[Topics.WINDOWS.partitions()];

  BackPublishing(
      Connection connection,
      Supplier<Registry> registry,
      PastTopic topic,
      BackPublication order,
      int batch) {
    this.connection = connection;
    this.registry = registry;
    this.topic = topic;
    this.order = order;
    this.kept = new KeptWindows(connection, order, batch);
    for (int partition = 0; partition < gates.length; partition++) {
      gates[partition] = new Gate(topic, partition, registry);
    }
  }

  /**
   * Goes on from where it stands, until it is over or no longer wanted here.
   *
   * @param pause waits a moment; answers whether to go on
   */
  BackProgress run(BooleanSupplier pause) throws SQLException {
    BackProgress progress = BackProgress.read(connection, order.id(), order.from());
    boolean goOn = true;
    while (!progress.isOver() && goOn) {
      Registry now = registry.get();
      Dataset dataset = now.dataset(order.dataset()).orElse(null);
      String refusal = refusal(dataset);
      if (dataset == null || !refusal.isEmpty()) {
        progress = progress.ended(State.REFUSED, refusal);
      } else {
        List<Found> page = kept.after(progress.at());
        BackProgress further =
            page.isEmpty() ? nextResolution(progress) : publish(progress, page, now, dataset);
        goOn = topic.awaitStored(connection, pause);
        progress = goOn ? further : progress;
      }
      if (goOn) {
        progress.write(connection, order.id(), order.dataset());
      }
    }
    return progress;
  }

  private String refusal(@Nullable Dataset dataset) {
    if (dataset == null) {
      return "the dataset is no longer registered";
    }
    return dataset.releases(order.from())
        ? ""
        : "the dataset's publication does not reach back to " + order.from();
  }

  private BackProgress nextResolution(BackProgress progress) {
    int resolution = progress.at().resolution();
    return resolution == Resolution.P1M.number()
        ? progress.ended(State.DONE, "")
        : progress.further(new Place(resolution + 1, order.from(), -1), 0, 0);
  }

  private BackProgress publish(
      BackProgress progress, List<Found> page, Registry now, Dataset dataset) throws SQLException {
    Coverage coverage = Coverage.of(connection, now, dataset, page);
    long published = 0;
    for (Found found : page) {
      OptionalInt partition =
          found.known() ? OptionalInt.empty() : coverage.partitionOf(found.window());
      if (partition.isPresent()
          && gates[partition.getAsInt()].past(dataset, order.id(), found.window())) {
        published++;
      }
    }
    return progress.further(page.get(page.size() - 1).place(), published, page.size() - published);
  }
}
