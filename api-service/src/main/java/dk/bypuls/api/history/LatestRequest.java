package dk.bypuls.api.history;

import dk.bypuls.api.answer.Encoding;
import dk.bypuls.api.answer.Format;
import dk.bypuls.api.answer.PublishedWindow;
import dk.bypuls.api.answer.TextBody;
import dk.bypuls.api.answer.WindowsText;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.request.Parameters;
import dk.bypuls.api.request.ResolutionParameter;
import dk.bypuls.api.request.Selection;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.registry.Dataset;
import io.vertx.ext.web.RoutingContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A question for the newest window of every series, to be answered from the database. */
record LatestRequest(
    Catalogue catalogue,
    Dataset dataset,
    Optional<Resolution> resolution,
    Selection selection,
    PageHeaders headers) {

  /** How many series are answered. */
  static final int LIMIT = 10_000;

  private static final Set<String> PARAMETERS =
      Set.of("resolution", "place", "sensor", "quantity", "bbox", "area", "format");

  static LatestRequest read(RoutingContext request, Catalogue catalogue, Dataset dataset) {
    Parameters asked = Parameters.of(request, PARAMETERS);
    return new LatestRequest(
        catalogue,
        dataset,
        ResolutionParameter.find(asked, catalogue, List.of(dataset)),
        Selection.of(asked, catalogue, List.of(dataset)),
        new PageHeaders(
            Format.of(asked, request.request().getHeader("Accept"), Format.USUAL),
            Encoding.of(request.request()),
            null,
            null));
  }

  /** The beginning of the answer, which is for the inner side. */
  Beginning begin(List<PublishedWindow> newest) {
    WindowsText text =
        new WindowsText(headers.format(), dataset.id(), true, newest.iterator(), null);
    return Beginning.of("", headers, new TextBody(text, headers.encoding()));
  }

  /** The newest windows: in the resolution asked for, or in each series' finest. */
  List<PublishedWindow> ask(HistoryRows rows, Connection connection) throws SQLException {
    if (resolution.isPresent()) {
      return rows.latest(connection, dataset.id(), resolution.get(), selection, LIMIT);
    }
    List<PublishedWindow> newest = new ArrayList<>();
    for (Resolution each : catalogue.resolutionsOf(dataset)) {
      for (PublishedWindow found : rows.latest(connection, dataset.id(), each, selection, LIMIT)) {
        if (catalogue.finestOf(dataset, found.sensor()) == each) {
          newest.add(found);
        }
      }
    }
    newest.sort(PublishedWindow.ORDER);
    return newest;
  }
}
