package dk.bypuls.aggregator.store;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * How the history is, as a detail of readiness.
 *
 * <p>It never makes the service unready: windows and live go on without the database, and the
 * history catches up by itself (I8). What needs a person is in the state, the metrics and the log.
 */
@Readiness
@ApplicationScoped
class HistoryHealth implements HealthCheck {

  private final HistoryService history;

  HistoryHealth(HistoryService history) {
    this.history = history;
  }

  @Override
  public HealthCheckResponse call() {
    HistoryState state = history.state();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("history")
            .up()
            .withData("state", state.doing().words())
            .withData("detail", state.detail());
    history.lag().forEach((side, lag) -> answer.withData("lag of " + side.topic(), lag));
    return answer.build();
  }
}
