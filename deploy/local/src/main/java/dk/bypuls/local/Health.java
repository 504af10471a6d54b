package dk.bypuls.local;

import dk.bypuls.local.CityStatus.PartStatus;
import dk.bypuls.local.CityStatus.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;

/** Whether a running part does its work, asked from outside. */
public final class Health {
  private static final Set<String> SERVICES = Set.of("ingest", "aggregator", "api");
  private static final int CONNECT_LIMIT_MILLIS = 2_000;

  private Health() {}

  public static boolean of(PartStatus part) {
    if (part.state() != State.RUNNING || !isAlive(part.pid())) {
      return false;
    }
    if (SERVICES.contains(part.name())) {
      return Service.isReady(part.port());
    }
    return part.port() == 0 || listens(part.port());
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  /** Whether somebody listens at that port of this machine. */
  public static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_LIMIT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
