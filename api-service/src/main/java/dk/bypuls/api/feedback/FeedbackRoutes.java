package dk.bypuls.api.feedback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.request.Addresses;
import dk.bypuls.api.request.OpenDatasets;
import dk.bypuls.api.request.Parameters;
import dk.bypuls.api.submission.OpenDesk;
import dk.bypuls.api.submission.OpenDesk.Made;
import dk.bypuls.api.submission.SenderBounds;
import dk.bypuls.api.submission.Submission;
import dk.bypuls.events.registry.Dataset;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/datasets/{dataset}/feedback}, and {@code /v1/feedback/{secret}} afterwards. */
@ApplicationScoped
public class FeedbackRoutes {

  static final int LONGEST_TEXT = 4_000;
  private static final int LONGEST_CONTACT = 200;
  private static final String BELOW = "/v1/feedback/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OpenDatasets datasets;
  private final FeedbackBox box;
  private final OpenDesk desk;
  private final SenderBounds bounds;

  FeedbackRoutes(OpenDatasets datasets, FeedbackBox box, OpenDesk desk, FeedbackLimits limits) {
    this.datasets = datasets;
    this.box = box;
    this.desk = desk;
    this.bounds =
        new SenderBounds(
            limits.perSender(), limits.window(), "Say the rest in one, or when it is time again.");
  }

  void register(@Observes Router router) {
    desk.take(router, "/v1/datasets/:dataset/feedback", this::take);
    router
        .route("/v1/feedback/:secret")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(this::show);
  }

  private Callable<Made> take(RoutingContext request, Submission submission) {
    Dataset dataset = datasets.inPath(request);
    submission.with(List.of("text", "window", "contact"));
    String text = submission.text("text", LONGEST_TEXT);
    String window =
        submission
            .part("window")
            .map(said -> SaidWindow.json(said, datasets.catalogue(), dataset))
            .orElse(null);
    String contact = submission.find("contact", LONGEST_CONTACT).orElse(null);
    Runnable counted = bounds.admit(request);
    String base = Addresses.base(request);
    return () -> {
      FeedbackBox.Taken taken = box.take(dataset.id(), text, window, contact);
      counted.run();
      String address = base + BELOW + taken.secret();
      ObjectNode body = JsonNodeFactory.instance.objectNode().put("address", address);
      body.setAll(shown(taken.feedback()));
      return new Made(body, address);
    };
  }

  /** To who knows the secret: neither what was written nor by whom. */
  private void show(RoutingContext request) {
    Parameters.of(request, Set.of());
    String secret = request.pathParam("secret");
    desk.answer(
        request,
        () ->
            box.withSecret(secret)
                .map(this::shown)
                .orElseThrow(() -> Problem.notFound().asException()),
        body -> OpenDesk.send(request, body));
  }

  private ObjectNode shown(Feedback feedback) {
    ObjectNode out =
        JsonNodeFactory.instance
            .objectNode()
            .put("dataset", feedback.dataset())
            .put("state", feedback.state().id())
            .put("receivedAt", feedback.receivedAt().toString())
            .put("keptUntil", box.keptUntil(feedback).toString());
    if (feedback.window() != null) {
      out.set("window", window(feedback));
    }
    if (feedback.answeredAt() != null) {
      out.put("answeredAt", feedback.answeredAt().toString());
    }
    if (feedback.answer() != null) {
      out.put("answer", feedback.answer());
    }
    return out;
  }

  /** The window that it is about; absent where it is about all of the dataset. */
  static @Nullable JsonNode window(Feedback feedback) {
    try {
      return feedback.window() == null ? null : JSON.readTree(feedback.window());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database keeps JSON there", e);
    }
  }
}
