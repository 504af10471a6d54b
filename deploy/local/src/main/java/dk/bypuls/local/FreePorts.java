package dk.bypuls.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Ports of the loopback interface that nobody listens on. */
public final class FreePorts {
  /** Below what systems give to outgoing connections, so that none of those takes a found port. */
  private static final int FIRST = 23_000;

  private static final int LAST = 32_000;
  private static final int ATTEMPTS = 200;

  /** What was found already: nobody may listen there yet, and somebody will. */
  private static final Set<Integer> FOUND = ConcurrentHashMap.newKeySet();

  private FreePorts() {}

  /** One free port. */
  public static int one() {
    return block(1);
  }

  /** The first of so many free ports in a row. */
  public static int block(int count) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int first = ThreadLocalRandom.current().nextInt(FIRST, LAST - count);
      if (allFree(first, count) && areOurs(first, count)) {
        return first;
      }
    }
    throw new PartFailure("no " + count + " free ports between " + FIRST + " and " + LAST);
  }

  private static synchronized boolean areOurs(int first, int count) {
    List<Integer> wanted = IntStream.range(first, first + count).boxed().toList();
    return Collections.disjoint(FOUND, wanted) && FOUND.addAll(wanted);
  }

  private static boolean allFree(int first, int count) {
    for (int port = first; port < first + count; port++) {
      if (!isFree(port)) {
        return false;
      }
    }
    return true;
  }

  /** Whether that port can be listened on now. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
