package dk.bypuls.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Whether messages are taken in, and how each subscribed source is. */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
public class Readiness implements HealthCheck {

  private final Service service;

  Readiness(Service service) {
    this.service = service;
  }

  @Override
  public HealthCheckResponse call() {
    String trouble = service.trouble();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("takes messages in")
            .status(trouble == null)
            .withData("registry", service.wiring().registry.progress());
    if (trouble != null) {
      answer.withData("trouble", trouble);
    }
    // A broker that is away is its own trouble: other ways of coming in go on.
    service.wiring().subscribed.inWords().forEach(answer::withData);
    service.wiring().folders.inWords().forEach(answer::withData);
    service.wiring().pulled.inWords().forEach(answer::withData);
    return answer.build();
  }
}
