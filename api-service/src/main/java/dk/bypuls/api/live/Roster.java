package dk.bypuls.api.live;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Clients in no order, close together in memory: going through thousands of them is most of what
 * telling each of them costs here.
 *
 * <p>Only ever touched on one event loop.
 */
final class Roster {

  private static final int FIRST_SIZE = 16;

  private @Nullable Client[] clients = new Client[FIRST_SIZE];

  /** When each of them is due. */
  private int[] slots = new int[FIRST_SIZE];

  private int size;

  /** Adds a client that is not in it. */
  void add(Client client, int slot) {
    if (size == slots.length) {
      clients = Arrays.copyOf(clients, 2 * size);
      slots = Arrays.copyOf(slots, 2 * size);
    }
    put(size, client, slot);
    size++;
  }

  /** Takes a client out, if it is in it. Another one gets its place. */
  void remove(Client client) {
    int place = client.place();
    if (place < 0) {
      return;
    }
    client.place(-1);
    size--;
    Client last = clients[size];
    if (last != null && place < size) {
      put(place, last, slots[size]);
    }
    clients[size] = null;
  }

  private void put(int place, Client client, int slot) {
    clients[place] = client;
    slots[place] = slot;
    client.place(place);
  }

  /** Goes through all of them. Any of them may be taken out meanwhile. */
  void forEach(Consumer<Client> task) {
    forEach(slot -> true, task);
  }

  /** Goes through those that are due in that slot. */
  void forEachDue(int slot, Consumer<Client> task) {
    forEach(due -> due == slot, task);
  }

  /** From the end, so that whoever gets the place of another has had its turn. */
  private void forEach(IntPredicate due, Consumer<Client> task) {
    for (int place = size - 1; place >= 0; place--) {
      Client client = place < size && due.test(slots[place]) ? clients[place] : null;
      if (client != null) {
        task.accept(client);
      }
    }
  }
}
