package dk.bypuls.api.registry;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells how the registry is. It never takes the service out of traffic: the open side lives without
 * it (I8).
 */
@Readiness
@ApplicationScoped
public class RegistryHealth implements HealthCheck {

  private final RegistryDatabase database;
  private final OutboxRelay relay;

  RegistryHealth(RegistryDatabase database, OutboxRelay relay) {
    this.database = database;
    this.relay = relay;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("registry")
        .up()
        .withData("migrated", database.isMigrated())
        .withData("trouble", relay.trouble())
        .build();
  }
}
