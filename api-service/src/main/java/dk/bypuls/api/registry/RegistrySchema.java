package dk.bypuls.api.registry;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** The tables of the schema {@code registry}. Migrations are only ever added. */
final class RegistrySchema {

  static final String NAME = "registry";

  private static final String FOLDER = "/db/registry/";
  private static final List<String> MIGRATIONS =
      List.of(
          "V1__registry.sql",
          "V2__proposal.sql",
          "V5__key_request.sql",
          "V6__feedback_and_usage.sql",
          "V7__status.sql");

  private RegistrySchema() {}

  /** Brings the tables to what this version of the service needs. */
  static void migrate(DataSource database) {
    Flyway.configure(RegistrySchema.class.getClassLoader())
        .dataSource(database)
        .defaultSchema(NAME)
        .createSchemas(false)
        .resourceProvider(new Migrations())
        .load()
        .migrate();
  }

  /** Names the migrations, because folders of a packaged service cannot be searched everywhere. */
  private static final class Migrations implements ResourceProvider {

    @Override
    public @Nullable LoadableResource getResource(String name) {
      return MIGRATIONS.contains(name) ? new Migration(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
      return MIGRATIONS.stream()
          .filter(name -> name.startsWith(prefix))
          .filter(name -> Arrays.stream(suffixes).anyMatch(name::endsWith))
          .map(name -> (LoadableResource) new Migration(name))
          .toList();
    }
  }

  private static final class Migration extends LoadableResource {

    private final String name;

    private Migration(String name) {
      this.name = name;
    }

    @Override
    public Reader read() {
      return new InputStreamReader(
          Objects.requireNonNull(RegistrySchema.class.getResourceAsStream(FOLDER + name)),
          StandardCharsets.UTF_8);
    }

    @Override
    public String getAbsolutePath() {
      return FOLDER + name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return FOLDER + name;
    }

    @Override
    public String getFilename() {
      return name;
    }

    @Override
    public String getRelativePath() {
      return name;
    }
  }
}
