package dk.bypuls.api.live;

import dk.bypuls.api.answer.Access;
import dk.bypuls.api.answer.OpenSide;
import dk.bypuls.api.request.OpenDatasets;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** {@code /v1/datasets/{dataset}/latest}. */
@ApplicationScoped
public class LatestRoute {

  private final OpenDatasets datasets;
  private final LatestAnswers answers;

  LatestRoute(OpenDatasets datasets, LatestAnswers answers) {
    this.datasets = datasets;
    this.answers = answers;
  }

  void register(@Observes Router router) {
    datasets.route(
        router,
        OpenSide.ASKED_MOST,
        "latest",
        (request, dataset) -> answers.answer(request, dataset, Access.OPEN));
  }
}
