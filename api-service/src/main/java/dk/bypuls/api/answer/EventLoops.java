package dk.bypuls.api.answer;

import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.VertxOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * As many event loops as there are cores: none of them ever waits, and with more of them each wakes
 * up for fewer requests.
 */
@ApplicationScoped
public class EventLoops implements VertxOptionsCustomizer {

  @Override
  public void accept(VertxOptions options) {
    options.setEventLoopPoolSize(Runtime.getRuntime().availableProcessors());
  }
}
