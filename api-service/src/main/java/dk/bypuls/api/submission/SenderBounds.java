package dk.bypuls.api.submission;

import dk.bypuls.api.access.Attempts;
import dk.bypuls.api.allowance.Asker;
import dk.bypuls.api.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** How much one sender may send in. Who it was is in memory alone, for as long as it counts. */
public final class SenderBounds {

  private final Attempts sent;
  private final String instead;

  /**
   * Bounds of one kind of submission.
   *
   * @param instead what somebody can do who has sent as much as they may
   */
  public SenderBounds(int most, Duration window, String instead) {
    this.sent = new Attempts(most, window, System::nanoTime);
    this.instead = instead;
  }

  /**
   * Refuses a submission when its sender has sent as much as they may.
   *
   * @return counts it, once it was taken: what was refused for another reason can be sent again
   */
  public Runnable admit(RoutingContext request) {
    String sender = Asker.of(request).name();
    sent.waitOf(sender)
        .ifPresent(
            wait -> {
              throw Problem.tooManyRequests(
                      "You have sent as much as is taken from one sender for now. " + instead, wait)
                  .asException();
            });
    return () -> sent.count(sender);
  }
}
