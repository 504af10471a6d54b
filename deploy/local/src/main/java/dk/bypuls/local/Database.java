package dk.bypuls.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL on loopback, with TimescaleDB where this machine can have it, roles and schemas
 * made.
 */
public final class Database extends Part {
  public static final String NAME = "database";

  /** The roles that services connect as; each has a password of its own. */
  public static final List<String> ROLES =
      List.of("bypuls_registry", "bypuls_sink", "bypuls_open", "bypuls_exact");

  public static final String SUPERUSER = "postgres";

  private static final String CITY_DATABASE = "bypuls";

  private final Checkout checkout;
  private final Secrets secrets;
  private final Consumer<String> progress;
  private final Unprivileged unprivileged = Unprivileged.here();
  private @Nullable DatabasePrograms programs;

  Database(CityFolder city, int port, Checkout checkout, Consumer<String> progress) {
    super(NAME, city, port);
    this.checkout = checkout;
    this.secrets = new Secrets(city);
    this.progress = progress;
  }

  /**
   * Starts a database with everything of it below that folder; fetches its programs the first time.
   */
  public static Database start(Path folder, int port) {
    Database database =
        new Database(new CityFolder(folder), port, Checkout.find(), System.err::println);
    database.launch();
    return database;
  }

  public String jdbcUrl() {
    return jdbcUrl(CITY_DATABASE);
  }

  private String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
  }

  /** The password of one of {@link #ROLES} or of the superuser. */
  public String password(String role) {
    return secrets.password(role);
  }

  /** A connection as one of {@link #ROLES} or as the superuser. */
  public Connection connect(String role) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), role, password(role));
  }

  /** Whether this is TimescaleDB and not plain PostgreSQL. Known once it was launched. */
  public boolean isTimescale() {
    return programs().timescale();
  }

  private Path home() {
    return city().data("postgres");
  }

  private Path data() {
    return home().resolve("data");
  }

  /** Where one of the programs is that came with it. Known once it was launched. */
  public Path program(String name) {
    return programs().program(name);
  }

  DatabasePrograms programs() {
    return Objects.requireNonNull(programs, "launched before");
  }

  @Override
  protected void prepare() {
    if (programs == null) {
      programs = DatabasePrograms.bring(checkout, progress);
    }
    if (!Files.exists(data().resolve("PG_VERSION"))) {
      initialise();
    }
  }

  private void initialise() {
    try {
      CityFolder.ownerOnly(home());
      Path password = home().resolve("superuser");
      CityFolder.writeOwnerOnly(password, password(SUPERUSER) + "\n");
      unprivileged.handOver(home());
      Shell.demand(
          "create the database in " + data(),
          unprivileged.command(
              List.of(
                  program("initdb").toString(),
                  "--pgdata=" + data(),
                  "--username=" + SUPERUSER,
                  "--pwfile=" + password,
                  "--auth=scram-sha-256",
                  "--encoding=UTF8",
                  "--locale-provider=builtin",
                  "--locale=C.UTF-8")));
      Files.delete(password);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the database in " + home(), e);
    }
  }

  @Override
  protected List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(program("postgres").toString());
    command.addAll(List.of("-D", data().toString()));
    List<String> settings = new ArrayList<>(settings());
    if (isTimescale()) {
      settings.add("shared_preload_libraries=timescaledb");
      settings.add("timescaledb.telemetry_level=off");
      settings.add("timescaledb.max_background_workers=2");
    }
    settings.forEach(setting -> command.addAll(List.of("-c", setting)));
    return unprivileged.command(command);
  }

  private List<String> settings() {
    return List.of(
        "listen_addresses=127.0.0.1",
        "port=" + port(),
        "unix_socket_directories=",
        "password_encryption=scram-sha-256",
        "shared_buffers=128MB",
        "max_connections=60",
        "max_wal_size=512MB",
        "max_locks_per_transaction=128",
        "jit=off");
  }

  /** Fast shutdown: open connections are ended, what was committed is kept. */
  @Override
  protected String stopSignal() {
    return "INT";
  }

  @Override
  protected boolean isReady() {
    try {
      return Files.readString(data().resolve("postmaster.pid")).trim().endsWith("\nready")
          && isOurs();
    } catch (IOException e) {
      return false;
    }
  }

  /** A file left behind by a killed server says "ready" too. */
  private boolean isOurs() throws IOException {
    return Files.readString(data().resolve("postmaster.pid")).startsWith(pid() + "\n");
  }

  @Override
  protected void afterReady() {
    try {
      createCityDatabase();
      try (Connection connection = connect(SUPERUSER);
          Statement statement = connection.createStatement()) {
        tellPasswords(connection);
        statement.execute(bootstrapSql());
      }
    } catch (SQLException | IOException e) {
      throw new PartFailure("the database cannot be set up: " + e.getMessage(), e);
    }
  }

  private void createCityDatabase() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(jdbcUrl(SUPERUSER), SUPERUSER, password(SUPERUSER));
        Statement statement = connection.createStatement()) {
      boolean there =
          statement
              .executeQuery("select from pg_database where datname = '" + CITY_DATABASE + "'")
              .next();
      if (!there) {
        statement.execute("create database " + CITY_DATABASE);
      }
    }
  }

  private void tellPasswords(Connection connection) throws SQLException {
    try (PreparedStatement tell = connection.prepareStatement("select set_config(?, ?, false)")) {
      for (String role : ROLES) {
        tell.setString(1, "bypuls." + role);
        tell.setString(2, password(role));
        tell.execute();
      }
    }
  }

  private static String bootstrapSql() throws IOException {
    try (InputStream sql =
        Objects.requireNonNull(Database.class.getResourceAsStream("bootstrap.sql"))) {
      return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
