package dk.bypuls.api.history;

import dk.bypuls.api.answer.Access;
import dk.bypuls.api.answer.OpenSide;
import dk.bypuls.api.request.OpenDatasets;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** {@code /v1/datasets/{dataset}/windows}. */
@ApplicationScoped
public class HistoryRoute {

  private final OpenDatasets datasets;
  private final HistoryAnswers answers;

  HistoryRoute(OpenDatasets datasets, HistoryAnswers answers) {
    this.datasets = datasets;
    this.answers = answers;
  }

  void register(@Observes Router router) {
    datasets.route(
        router,
        OpenSide.ASKED_MOST,
        "windows",
        (request, dataset) -> answers.answer(request, dataset, Access.OPEN));
  }
}
