package dk.bypuls.aggregator.stream;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether windows are being made. */
@Readiness
@ApplicationScoped
public class StreamReadiness implements HealthCheck {

  private final StreamService service;

  StreamReadiness(StreamService service) {
    this.service = service;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("makes windows")
        .status(service.state().isReady())
        .withData("state", service.inWords())
        .build();
  }
}
