package dk.bypuls.api.feedback;

import dk.bypuls.api.access.Caller;
import dk.bypuls.api.access.Right;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** Which datasets' owners have something to answer (C8). */
@Path("/admin/v1/feedback")
public class WaitingFeedbackResource {

  private final FeedbackBox box;

  WaitingFeedbackResource(FeedbackBox box) {
    this.box = box;
  }

  /** The dataset whose feedback has waited longest comes first. */
  public record WaitingList(List<WaitingFeedback> datasets) {}

  @GET
  public WaitingList list(RoutingContext context) {
    Caller.require(context).mustHave(Right.SEE_FEEDBACK);
    return new WaitingList(box.waiting());
  }
}
