package dk.bypuls.api.surface;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Says that the port is taken, before anything else begins.
 *
 * <p>Linux' own event loops say so as well, but not as the exception by which Quarkus knows it, and
 * then the log names no port.
 */
@ApplicationScoped
public class PortCheck {

  private final String host;
  private final int port;

  PortCheck(
      @ConfigProperty(name = "quarkus.http.host") String host,
      @ConfigProperty(name = "quarkus.http.port") int port) {
    this.host = host;
    this.port = port;
  }

  void check(@Observes @Priority(Integer.MIN_VALUE) StartupEvent beforeAll) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
    } catch (BindException taken) {
      throw new QuarkusBindException(host, port, taken);
    }
  }
}
