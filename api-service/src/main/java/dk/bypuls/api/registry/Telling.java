package dk.bypuls.api.registry;

import dk.bypuls.api.registry.Outbox.Letter;
import dk.bypuls.events.registry.RegistryRecord.Applied;
import dk.bypuls.events.registry.RegistryRecord.Changed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Tells the registry's topic what its database decided; what was acknowledged leaves the outbox.
 */
final class Telling {

  private static final Logger LOG = Logger.getLogger(Telling.class);

  private final Connection connection;
  private final RegistryTopic topic;

  Telling(Connection connection, RegistryTopic topic) {
    this.connection = connection;
    this.topic = topic;
  }

  /** Tells the letters, or all that is registered where the topic is new. */
  void tell(RegistryTopic.Found found, List<Letter> letters)
      throws SQLException, InterruptedException, ExecutionException, TimeoutException {
    if (!found.id().equals(Outbox.toldTopic(connection)) || found.isEmpty()) {
      tellEverything(found);
    } else if (!letters.isEmpty()) {
      topic.tell(letters);
      Outbox.remove(connection, letters.get(0).generation());
    }
  }

  /** A topic that is new must hold all that is registered, and what is not is gone (epoch). */
  private void tellEverything(RegistryTopic.Found found)
      throws SQLException, InterruptedException, ExecutionException, TimeoutException {
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    State state = RegistryStore.state(connection);
    List<Letter> letters = everything(state);
    connection.commit();
    topic.tell(letters);
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    Outbox.rememberTopic(connection, found.id());
    Outbox.remove(connection, state.generation());
    connection.commit();
    connection.setAutoCommit(true);
    LOG.infof("the registry was told whole: entities=%d", letters.size() - 1);
  }

  private List<Letter> everything(State state) throws SQLException {
    List<Letter> letters = new ArrayList<>();
    RegistryStore.all(connection)
        .forEach(
            (key, stored) ->
                letters.add(
                    Letter.of(
                        new Changed(
                            state.epoch(),
                            stored.generation(),
                            key.kind(),
                            key.id(),
                            stored.version(),
                            stored.withdrawn() ? null : stored.entity()))));
    letters.add(Letter.of(new Applied(state.epoch(), state.generation())));
    return letters;
  }
}
