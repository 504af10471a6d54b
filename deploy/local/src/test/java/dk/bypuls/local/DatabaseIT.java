package dk.bypuls.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseIT {
  private static final String BOOTSTRAP =
      "deploy/local/src/main/resources/dk/bypuls/local/bootstrap.sql";

  private static Database database;

  @BeforeAll
  static void start(@TempDir Path folder) throws SQLException {
    database = Database.start(folder.resolve("a city"), FreePorts.one());
    database.awaitReady();
    run("bypuls_sink", "create table open.answers (start timestamptz not null, value int)");
    run("bypuls_sink", "create table exact.answers (start timestamptz not null, value int)");
    if (database.isTimescale()) {
      run("bypuls_sink", "select create_hypertable('open.answers', 'start')");
      run("bypuls_sink", "select create_hypertable('exact.answers', 'start')");
    }
    run("bypuls_sink", "insert into open.answers values ('2026-11-01T00:00Z', 1)");
    run("bypuls_sink", "insert into exact.answers values ('2026-11-01T00:00Z', 2)");
  }

  @AfterAll
  static void stop() {
    long pid = database.pid();
    database.stop();
    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(FreePorts.isFree(database.port())).isTrue();
  }

  @Test
  void letsEachReadingRoleReadItsOwnSideOnly() throws SQLException {
    assertThat(ask("bypuls_open", "select value from open.answers")).isEqualTo("1");
    assertThat(ask("bypuls_exact", "select value from exact.answers")).isEqualTo("2");
    assertRefused("bypuls_open", "select value from exact.answers");
    assertRefused("bypuls_exact", "select value from open.answers");
    assertRefused("bypuls_registry", "select value from open.answers");
    assertRefused("bypuls_registry", "select value from exact.answers");
  }

  @Test
  void letsReadingRolesWriteNothing() {
    assertRefused("bypuls_open", "delete from open.answers");
    assertRefused("bypuls_open", "create table open.mine (a int)");
    assertRefused("bypuls_open", "create table public.mine (a int)");
    assertRefused("bypuls_open", "create temporary table mine (a int)");
    assertRefused("bypuls_exact", "insert into exact.answers values (now(), 3)");
    assertRefused("bypuls_sink", "create table registry.mine (a int)");
  }

  @Test
  void doesNotTellTheOpenRoleWhichChunksTheExactSideHas() throws SQLException {
    if (database.isTimescale()) {
      assertRefused("bypuls_open", "select * from timescaledb_information.chunks");
    }
  }

  @Test
  void letsTheRegistryAddToTheAuditTrailAndReadItAndNothingElse() throws SQLException {
    run(
        "bypuls_registry",
        "insert into audit.trail values"
            + " (1, now(), 'a test', 'created', 1, 'place', 'p', null, null, '{}', '0', '1')");
    assertThat(ask("bypuls_registry", "select who from audit.trail")).isEqualTo("a test");
    assertRefused("bypuls_registry", "update audit.trail set who = 'nobody'");
    assertRefused("bypuls_registry", "delete from audit.trail");
    assertRefused("bypuls_registry", "truncate audit.trail");
    assertOwnerOnly("bypuls_registry", "alter table audit.trail disable trigger all");
    assertOwnerOnly("bypuls_registry", "alter table audit.trail add column mine int");
    assertOwnerOnly("bypuls_registry", "drop table audit.trail");
    assertRefused("bypuls_registry", "set role bypuls_audit");
    for (String other : List.of("bypuls_sink", "bypuls_open", "bypuls_exact")) {
      assertRefused(other, "select who from audit.trail");
    }
    assertThatThrownBy(() -> database.connect("bypuls_audit")).isInstanceOf(SQLException.class);
  }

  @Test
  void refusesAWrongPassword() {
    assertThatThrownBy(
            () ->
                java.sql.DriverManager.getConnection(database.jdbcUrl(), "bypuls_sink", "guessed"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password");
  }

  @Test
  void keepsCommittedRowsWhenKilledAndRestarted() throws SQLException {
    // Given
    run("bypuls_registry", "create table registry.kept (value int)");
    run("bypuls_registry", "insert into registry.kept values (42)");

    // When
    database.kill();
    database.launch();
    database.awaitReady();

    // Then
    assertThat(ask("bypuls_registry", "select value from registry.kept")).isEqualTo("42");
  }

  @Test
  void acceptsTheBootstrapOfComposeToo() throws Exception {
    assumeThat(database.programs().program("psql")).exists();
    // Given
    Checkout checkout = Checkout.find();
    ProcessBuilder bootstrap =
        new ProcessBuilder(checkout.resolve("deploy/compose/database/bootstrap.sh").toString());
    Map<String, String> environment = bootstrap.environment();
    environment.put("PATH", database.programs().folder() + ":" + environment.get("PATH"));
    environment.put("PGHOST", "127.0.0.1");
    environment.put("PGPORT", Integer.toString(database.port()));
    environment.put("POSTGRES_DB", "bypuls");
    environment.put("POSTGRES_PASSWORD", database.password(Database.SUPERUSER));
    environment.put("BYPULS_BOOTSTRAP", checkout.resolve(BOOTSTRAP).toString());
    for (String side : List.of("registry", "sink", "open", "exact")) {
      environment.put(
          "BYPULS_" + side.toUpperCase(Locale.ROOT) + "_PASSWORD",
          database.password("bypuls_" + side));
    }

    // When
    Process running = bootstrap.redirectErrorStream(true).start();
    String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    // Then
    assertThat(running.waitFor()).as(said).isZero();
    assertThat(said).doesNotContain(database.password("bypuls_sink"));
  }

  private static void assertRefused(String role, String sql) {
    assertThatThrownBy(() -> run(role, sql)).hasMessageContaining("permission denied");
  }

  private static void assertOwnerOnly(String role, String sql) {
    assertThatThrownBy(() -> run(role, sql)).hasMessageContaining("must be owner of");
  }

  private static void run(String role, String sql) throws SQLException {
    try (Connection connection = database.connect(role);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(String role, String sql) throws SQLException {
    try (Connection connection = database.connect(role);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
