package dk.bypuls.api.key;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.submission.OpenDesk;
import dk.bypuls.api.submission.OpenDesk.Made;
import dk.bypuls.api.submission.SenderBounds;
import dk.bypuls.api.submission.Submission;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/** {@code POST /v1/keys}: anyone asks for a key. */
@ApplicationScoped
public class KeyRoute {

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_PURPOSE = 1_000;
  private static final int LONGEST_CONTACT = 200;

  private final OpenKeys keys;
  private final OpenDesk desk;
  private final SenderBounds bounds;

  KeyRoute(OpenKeys keys, OpenDesk desk, KeyLimits limits) {
    this.keys = keys;
    this.desk = desk;
    this.bounds =
        new SenderBounds(
            limits.perSender(), limits.window(), "One key is enough for all your programs.");
  }

  void register(@Observes Router router) {
    desk.take(router, "/v1/keys", this::ask);
  }

  private Callable<Made> ask(RoutingContext request, Submission submission) {
    submission.with(List.of("name", "purpose", "contact"));
    String name = submission.text("name", LONGEST_NAME);
    if (!NAME.matcher(name).matches()) {
      throw Problem.badRequest("A key's name has 1 to 64 letters a-z, digits and -.").asException();
    }
    String purpose = submission.text("purpose", LONGEST_PURPOSE);
    Optional<String> contact = submission.find("contact", LONGEST_CONTACT);
    Runnable taken = bounds.admit(request);
    return () -> {
      OpenKeys.Asked asked = keys.ask(name, purpose, contact);
      taken.run();
      ObjectNode body =
          JsonNodeFactory.instance
              .objectNode()
              .put("name", name)
              .put("key", asked.key())
              .put("state", "requested")
              .put("forgottenAt", asked.forgottenAt().toString());
      return new Made(body, null);
    };
  }
}
