package dk.bypuls.api.status;

import dk.bypuls.api.live.LiveFeed;
import dk.bypuls.api.registryview.RegistryView;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether this instance may be asked: it has read the registry, and live to its end.
 *
 * <p>The database has no say: without it live goes on, and history says so (I8).
 */
@Readiness
@ApplicationScoped
public class ReadinessChecks implements HealthCheck {

  private final RegistryView registry;
  private final LiveFeed live;

  ReadinessChecks(RegistryView registry, LiveFeed live) {
    this.registry = registry;
    this.live = live;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("open side")
        .status(registry.isRead() && live.isReady())
        .withData("registryRead", registry.isRead())
        .withData("liveRead", live.isReady())
        .build();
  }
}
