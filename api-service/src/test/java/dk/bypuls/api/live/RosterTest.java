package dk.bypuls.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.api.registryview.Visitor;
import dk.bypuls.api.request.Selection;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is gone through while others leave. */
class RosterTest {

  private static final LiveFilter ALL = new LiveFilter(null, null, Selection.ALL, Visitor.ANYONE);

  private final Roster roster = new Roster();
  private final List<Client> visited = new ArrayList<>();

  @Test
  void leavesNobodyOutWhileOthersLeave() {
    // Given more clients than there was room for first
    List<Client> clients = IntStream.range(0, 50).mapToObj(i -> added(0)).toList();

    // When each takes somebody with it
    roster.forEach(
        client -> {
          visited.add(client);
          roster.remove(client);
          roster.remove(clients.get(7));
        });

    // Then
    assertThat(visited).doesNotHaveDuplicates().hasSizeBetween(49, 50);
    assertThat(clients).filteredOn(client -> !visited.contains(client)).isSubsetOf(clients.get(7));
    assertThat(clients).allMatch(client -> client.place() < 0);
  }

  @Test
  void keepsTheSlotOfWhoGetsThePlaceOfAnother() {
    // Given
    Client first = added(1);
    Client second = added(2);
    Client third = added(3);

    // When
    roster.remove(first);
    roster.remove(first);

    // Then
    roster.forEachDue(3, visited::add);
    assertThat(visited).containsExactly(third);
    roster.forEachDue(2, visited::add);
    assertThat(visited).containsExactly(third, second);
    roster.forEachDue(1, visited::add);
    assertThat(visited).hasSize(2);
  }

  private Client added(int slot) {
    Client client = new Client(new Nobody(), ALL, 0);
    roster.add(client, slot);
    return client;
  }

  /** A connection to nobody. */
  private static final class Nobody implements Connection {

    @Override
    public Form form() {
      return Form.EVENT_STREAM;
    }

    @Override
    public boolean hasRoom() {
      return false;
    }

    @Override
    public void write(Buffer bytes) {}

    @Override
    public boolean beat(@Nullable String id) {
      return true;
    }

    @Override
    public void end(Ending why) {}
  }
}
