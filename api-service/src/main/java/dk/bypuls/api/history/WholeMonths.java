package dk.bypuls.api.history;

import dk.bypuls.api.allowance.Asker;
import dk.bypuls.api.answer.Access;
import dk.bypuls.api.answer.Body;
import dk.bypuls.api.answer.Columns;
import dk.bypuls.api.answer.Encoding;
import dk.bypuls.api.answer.Form;
import dk.bypuls.api.answer.Format;
import dk.bypuls.api.answer.Head;
import dk.bypuls.api.answer.ParquetBody;
import dk.bypuls.api.answer.Row;
import dk.bypuls.api.answer.TextBody;
import dk.bypuls.api.answer.Times;
import dk.bypuls.api.answer.WindowsText;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.api.request.Selection;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.registry.Dataset;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** All windows of a dataset that start in a month, as anyone may see them. */
@ApplicationScoped
public class WholeMonths {

  private final RegistryView registry;
  private final HistoryDesk desk;

  WholeMonths(RegistryView registry, HistoryDesk desk) {
    this.registry = registry;
    this.desk = desk;
  }

  /**
   * How far the windows of a dataset reach.
   *
   * @param first the first start; absent where there is no window
   * @param through until when all is told that comes by itself
   */
  public record Extent(@Nullable Instant first, @Nullable Instant through) {}

  /** How far they reach. */
  public Future<Extent> extent(
      Asker asker, Catalogue catalogue, Dataset dataset, Resolution resolution) {
    HistoryRequest asked = request(catalogue, dataset, resolution, null, Format.CSV);
    HistoryReading reading = new HistoryReading(desk.open(), asked, catalogue, dataset);
    return desk.answer(
        asker,
        () -> {
          Horizon horizon = reading.completeness();
          RowsInOrder first =
              new RowsInOrder(
                  desk.open(), asked.question(), horizon.batch(), null, 1, false, () -> {});
          Instant start = first.hasNext() ? first.next().start() : null;
          return new Extent(
              start, dataset.leavesWhole() ? horizon.through() : horizon.areasThrough());
        });
  }

  /**
   * The windows of a month.
   *
   * @param rows how many there were, once all has been handed out
   */
  public record Whole(Body body, LongSupplier rows) {}

  /** The windows of a month, read as they are taken; it ends where the registration changes. */
  public Whole of(
      Catalogue catalogue, Dataset dataset, Resolution resolution, YearMonth month, Format format) {
    HistoryRequest asked = request(catalogue, dataset, resolution, month, format);
    HistoryReading reading = new HistoryReading(desk.open(), asked, catalogue, dataset);
    AtomicLong count = new AtomicLong();
    Iterator<Row> rows =
        new Wanted(
            reading.rows(reading.horizon(), () -> requireSame(dataset, asked.stamp())),
            row -> count.incrementAndGet() > 0);
    Head head = Head.of(dataset.id(), false);
    Body body =
        format == Format.PARQUET
            ? new ParquetBody(Columns.ALL, head, rows)
            : new TextBody(new WindowsText(asked.form(), head, rows, null), Encoding.GZIP);
    return new Whole(body, count::get);
  }

  private void requireSame(Dataset dataset, String stamp) {
    if (!registry.current().stampOf(dataset.id()).equals(stamp)) {
      throw Problem.of(410, "The dataset's registration has changed meanwhile.").asException();
    }
  }

  private static HistoryRequest request(
      Catalogue catalogue,
      Dataset dataset,
      Resolution resolution,
      @Nullable YearMonth month,
      Format format) {
    HistoryQuestion question =
        new HistoryQuestion(
            dataset.id(),
            resolution,
            month == null ? Instant.EPOCH : start(month),
            month == null ? null : start(month.plusMonths(1)),
            null,
            Selection.ALL,
            Traits.ANY,
            View.PLAIN,
            HistoryQuestion.Told.WHOLE,
            List.of(),
            List.of());
    Dataset.Publication publication = dataset.publication();
    return new HistoryRequest(
        question
            .notBefore(publication == null ? Instant.MAX : publication.from())
            .ofAnyone(
                dataset.leavesWhole(),
                catalogue.registry().recalled(dataset.id()),
                catalogue.tightenings(dataset)),
        catalogue.stampOf(dataset.id()),
        null,
        0,
        new Form(format, Columns.ALL, Times.UTC),
        HistoryRequest.ALL,
        Access.OPEN,
        "");
  }

  private static Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay(Resolution.ZONE).toInstant();
  }
}
