package dk.bypuls.api.registry;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the registry together and lets it live as long as the service. */
@ApplicationScoped
public class RegistryBeans {

  @Produces
  @Singleton
  RegistryDatabase database(@DataSource("registry") AgroalDataSource source) {
    return new RegistryDatabase(source);
  }

  @Produces
  @Singleton
  Registrar registrar(RegistryDatabase database) {
    return new Registrar(database, Clock.systemUTC());
  }

  @Produces
  @Singleton
  RegistryArchive archive(RegistryDatabase database) {
    return new RegistryArchive(database);
  }

  @Produces
  @Singleton
  Told told(RegistryDatabase database, RegistrySettings settings) {
    return new Told(database, settings.toldWait());
  }

  @Produces
  @Singleton
  OutboxRelay relay(
      RegistryDatabase database,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
      RegistrySettings settings) {
    return new OutboxRelay(database, bootstrapServers, settings);
  }

  @Produces
  @Singleton
  ReadyProfiles readyProfiles(
      RegistryDatabase database, Registrar registrar, RegistrySettings settings) {
    return new ReadyProfiles(database, registrar, settings.retryWait());
  }

  void start(
      @Observes StartupEvent started,
      OutboxRelay relay,
      ReadyProfiles ready,
      MeterRegistry metrics) {
    Gauge.builder("bypuls.registry.told", relay, RegistryBeans::told)
        .description("1 while nothing keeps this instance from telling the registry to the others")
        .register(metrics);
    relay.start();
    ready.start();
  }

  private static double told(OutboxRelay relay) {
    return relay.trouble().isEmpty() ? 1 : 0;
  }

  void stop(@Observes ShutdownEvent stopping, OutboxRelay relay, ReadyProfiles ready) {
    ready.close();
    relay.close();
  }
}
