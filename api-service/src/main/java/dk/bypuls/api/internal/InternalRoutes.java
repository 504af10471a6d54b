package dk.bypuls.api.internal;

import dk.bypuls.api.access.Caller;
import dk.bypuls.api.access.Gate;
import dk.bypuls.api.access.Right;
import dk.bypuls.api.answer.Access;
import dk.bypuls.api.history.HistoryAnswers;
import dk.bypuls.api.live.InsideListening;
import dk.bypuls.api.live.LatestAnswers;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.request.OpenDatasets;
import dk.bypuls.events.registry.Dataset;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * {@code /admin/v1/live}, {@code /admin/v1/datasets/{dataset}/windows} and {@code /latest}: same
 * shapes, all datasets.
 */
@ApplicationScoped
public class InternalRoutes {

  private final OpenDatasets datasets;
  private final HistoryAnswers history;
  private final LatestAnswers latest;
  private final InsideListening listening;
  private final Gate gate;

  InternalRoutes(
      OpenDatasets datasets,
      HistoryAnswers history,
      LatestAnswers latest,
      InsideListening listening,
      Gate gate) {
    this.datasets = datasets;
    this.history = history;
    this.latest = latest;
    this.listening = listening;
    this.gate = gate;
  }

  void register(@Observes Router router) {
    router.get("/admin/v1/live").handler(this::live);
    router.get("/admin/v1/datasets/:dataset/windows").handler(this::windows);
    router.get("/admin/v1/datasets/:dataset/latest").handler(this::latest);
  }

  private void live(RoutingContext request) {
    Caller.require(request).mustHave(Right.SEE_EXACT_WINDOWS);
    listening.begin(request, () -> gate.stillAdmits(request, Right.SEE_EXACT_WINDOWS));
  }

  private void windows(RoutingContext request) {
    history.answer(request, dataset(request), Access.INTERNAL);
  }

  private void latest(RoutingContext request) {
    Dataset dataset = dataset(request);
    if (dataset.leavesWhole()) {
      latest.answer(request, dataset, Access.INTERNAL);
    } else {
      history.answerLatest(request, dataset);
    }
  }

  private Dataset dataset(RoutingContext request) {
    Caller.require(request).mustHave(Right.SEE_EXACT_WINDOWS);
    return datasets
        .catalogue()
        .registry()
        .dataset(request.pathParam("dataset"))
        .orElseThrow(() -> Problem.notFound().asException());
  }
}
