package dk.bypuls.api.history;

import dk.bypuls.api.answer.Access;
import dk.bypuls.api.answer.Body;
import dk.bypuls.api.answer.Encoding;
import dk.bypuls.api.answer.Format;
import dk.bypuls.api.answer.Head;
import dk.bypuls.api.answer.OpenHeaders;
import dk.bypuls.api.answer.ParquetBody;
import dk.bypuls.api.answer.Row;
import dk.bypuls.api.answer.TextBody;
import dk.bypuls.api.answer.WindowsText;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.request.Given;
import dk.bypuls.events.registry.Place;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the answer to one request, as far as its first piece, and the rest as it is taken. */
final class PageMaker {

  private final RoutingContext request;
  private final HistoryRequest asked;
  private final HistoryReading reading;
  private final Catalogue catalogue;
  private final Encoding encoding;
  private final CursorSeal seal;

  PageMaker(
      RoutingContext request,
      HistoryRequest asked,
      HistoryReading reading,
      Catalogue catalogue,
      CursorSeal seal) {
    this.request = request;
    this.asked = asked;
    this.reading = reading;
    this.catalogue = catalogue;
    this.seal = seal;
    // What is packed inside is not packed once more.
    this.encoding =
        asked.form().format() == Format.PARQUET
            ? Encoding.IDENTITY
            : Encoding.of(request.request());
  }

  /** The headers of an answer that the client has. */
  PageHeaders headers() {
    return headers(null);
  }

  private PageHeaders headers(@Nullable String next) {
    return new PageHeaders(asked.form().format(), encoding, next, sampled());
  }

  /** Whether the client has the answer that has this tag. */
  boolean isHad(String tag) {
    return asked.access() == Access.OPEN
        && OpenHeaders.matches(request.request().getHeader("If-None-Match"), tag);
  }

  /** The page as far as can be seen. */
  Beginning page(Horizon horizon) {
    List<Row> page = reading.page(horizon);
    boolean goesOn = page.size() > asked.limit();
    List<Row> given = goesOn ? page.subList(0, asked.limit()) : page;
    String next = goesOn ? next(horizon, given.get(given.size() - 1)) : null;
    return begin(horizon, given.iterator(), next);
  }

  /** All there is, asking each time before more is read. */
  Beginning whole(Horizon horizon, Runnable beforeEachLook) {
    return begin(horizon, reading.rows(horizon, beforeEachLook), null);
  }

  private Beginning begin(Horizon horizon, Iterator<Row> rows, @Nullable String next) {
    Head head =
        new Head(
            asked.question().dataset(),
            asked.access() == Access.INTERNAL,
            sampled(),
            asked.form().format() == Format.GEOJSON ? positions() : Map.of());
    Iterator<Row> counted = Given.counted(request, rows);
    Body body =
        asked.form().format() == Format.PARQUET
            ? new ParquetBody(asked.form().columns(), head, counted)
            : new TextBody(new WindowsText(asked.form(), head, counted, next), encoding);
    return Beginning.of(asked.tag(horizon), headers(next), body);
  }

  private @Nullable String sampled() {
    int points = asked.question().view().points();
    return points > 0 ? "m4; points=" + points : null;
  }

  private Map<String, String> positions() {
    return catalogue.registry().places().stream()
        .collect(Collectors.toMap(Place::id, PageMaker::point));
  }

  private static String point(Place place) {
    return "{\"type\":\"Point\",\"coordinates\":[%s,%s]}"
        .formatted(
            BigDecimal.valueOf(place.longitude()).toPlainString(),
            BigDecimal.valueOf(place.latitude()).toPlainString());
  }

  private String next(Horizon horizon, Row last) {
    HistoryQuestion question = asked.question();
    Cursor cursor =
        new Cursor(
            asked.stamp(),
            question.fingerprint(asked.access() == Access.INTERNAL),
            question.from(),
            question.to(),
            question.asOf(),
            horizon,
            Cursor.Key.of(last),
            asked.times());
    return HistoryRequest.address(request, seal.seal(cursor));
  }
}
