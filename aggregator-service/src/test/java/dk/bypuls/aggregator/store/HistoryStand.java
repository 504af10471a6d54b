package dk.bypuls.aggregator.store;

import dk.bypuls.aggregator.stream.MemoryFolders;
import dk.bypuls.local.Database;
import dk.bypuls.local.FreePorts;
import dk.bypuls.local.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A real database with the tables of the history, and a real broker where one is asked for. They
 * are started once for all classes of a run, and each finds them empty: whoever asks for a stand as
 * a parameter gets it without the rows and topics of those before.
 */
final class HistoryStand implements AutoCloseable {

  private static final HistorySettings SETTINGS = Settings.with();

  private final Path folder;
  private final Database database;
  private final History history;
  private @Nullable KafkaBroker broker;

  private HistoryStand() throws Exception {
    folder = MemoryFolders.create();
    database = Database.start(folder, FreePorts.one());
    database.awaitReady();
    history = new History(database);
    new HistorySchema(history.dataSource(), SETTINGS).migrate();
  }

  Database database() {
    return database;
  }

  History history() {
    return history;
  }

  /** A broker; it is started when it is first asked for. */
  KafkaBroker broker() {
    KafkaBroker running = broker;
    if (running == null) {
      running = KafkaBroker.start(folder, FreePorts.block(2));
      broker = running;
      running.awaitReady();
    }
    return running;
  }

  private void clear() throws Exception {
    history.forget();
    if (broker != null) {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        Set<String> topics = admin.listTopics().names().get();
        admin.deleteTopics(topics).all().get();
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (broker != null) {
      broker.stop();
    }
    database.stop();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /** Hands it to the tests that ask for it. */
  static final class Once implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == HistoryStand.class;
    }

    @Override
    public HistoryStand resolveParameter(ParameterContext parameter, ExtensionContext context) {
      HistoryStand stand =
          context
              .getRoot()
              .getStore(Namespace.GLOBAL)
              .computeIfAbsent(HistoryStand.class, type -> start(), HistoryStand.class);
      try {
        stand.clear();
      } catch (Exception e) {
        throw new IllegalStateException("the stand cannot be cleared", e);
      }
      return stand;
    }

    private static HistoryStand start() {
      try {
        return new HistoryStand();
      } catch (Exception e) {
        throw new IllegalStateException("the stand cannot be started", e);
      }
    }
  }
}
