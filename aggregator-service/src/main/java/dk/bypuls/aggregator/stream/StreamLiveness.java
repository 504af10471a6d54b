package dk.bypuls.aggregator.stream;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Whether it can still make windows without being started anew. */
@Liveness
@ApplicationScoped
public class StreamLiveness implements HealthCheck {

  private final StreamService service;

  StreamLiveness(StreamService service) {
    this.service = service;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("can make windows")
        .status(service.state().isAlive())
        .withData("state", service.inWords())
        .build();
  }
}
