package dk.bypuls.ingest.decoder;

import dk.bypuls.ingest.decoder.Call.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which calls wait and which the worker has, and whose turn it is: the script that had least of the
 * worker's time. Guarded by the runner's lock.
 */
final class Turns {

  // Enough to keep the worker busy while we write, and little to wait behind.
  private static final int SENT_AT_ONCE = 128;
  private static final double SENT_NANOSECONDS = Duration.ofMillis(10).toNanos();

  // Of a script whose calls take longer, only one is with the worker at a time.
  private static final double SLOW = Duration.ofMillis(1).toNanos();

  private final Set<Script> waiting = new LinkedHashSet<>();
  private final Map<Long, Sent> sent = new LinkedHashMap<>();
  private int waitingCalls;
  private double sentNanoseconds;
  private double clock;

  /** A call that the worker has, and what it is expected to take. */
  private record Sent(Call call, double estimate) {}

  int waitingCalls() {
    return waitingCalls;
  }

  /** Whether the worker has nothing to do. */
  boolean noneSent() {
    return sent.isEmpty();
  }

  /** Whether it is worth the while to send more now. */
  boolean wantsMore() {
    return !waiting.isEmpty()
        && sent.size() <= SENT_AT_ONCE / 2
        && sentNanoseconds <= SENT_NANOSECONDS / 2;
  }

  /** A new call waits behind the others of its script. */
  void join(Call call) {
    Script script = call.script();
    if (script.waiting.isEmpty() && script.sent == 0) {
      // Who was away has saved nothing up.
      script.served = Math.max(script.served, clock);
    }
    script.waiting.addLast(call);
    waiting.add(script);
    waitingCalls++;
  }

  /** A call waits again, before the others of its script. */
  void rejoin(Call call) {
    call.script().waiting.addFirst(call);
    waiting.add(call.script());
    waitingCalls++;
  }

  /** The calls that the worker gets now. */
  List<Call> pick() {
    List<Call> picked = new ArrayList<>();
    for (Script next = next(); next != null; next = next()) {
      double estimate = next.estimate();
      if (!sent.isEmpty()
          && (sent.size() >= SENT_AT_ONCE || sentNanoseconds + estimate > SENT_NANOSECONDS)) {
        break;
      }
      Call call = next.waiting.removeFirst();
      waitingCalls--;
      if (next.waiting.isEmpty()) {
        waiting.remove(next);
      }
      sent.put(call.number(), new Sent(call, estimate));
      sentNanoseconds += estimate;
      next.sent++;
      clock = next.served;
      next.served += estimate;
      picked.add(call);
    }
    return picked;
  }

  private @Nullable Script next() {
    Script next = null;
    for (Script each : waiting) {
      boolean hasItsTurn = each.sent == 0 || each.estimate() < SLOW;
      if (hasItsTurn && (next == null || each.served < next.served)) {
        next = each;
      }
    }
    return next;
  }

  /** The worker is done with a call; absent if it did not have it. */
  @Nullable Call answered(long number, Answer answer) {
    Sent answered = sent.remove(number);
    if (answered == null) {
      return null;
    }
    sentNanoseconds -= answered.estimate();
    Script script = answered.call().script();
    script.sent--;
    script.served += answer.cpuNanoseconds() - answered.estimate();
    return answered.call();
  }

  /** What the worker had when it ended; the last first, so that they stand in order again. */
  List<Call> orphans() {
    List<Call> orphans = new ArrayList<>();
    for (Sent each : sent.values()) {
      each.call().script().sent = 0;
      orphans.add(each.call());
    }
    sent.clear();
    sentNanoseconds = 0;
    Collections.reverse(orphans);
    return orphans;
  }

  /** Takes away what waits for a script. */
  List<Call> leave(Script script) {
    List<Call> left = List.copyOf(script.waiting);
    waitingCalls -= left.size();
    script.waiting.clear();
    waiting.remove(script);
    return left;
  }

  /** Takes away all that waits. */
  List<Call> leave() {
    List<Call> left = new ArrayList<>();
    List.copyOf(waiting).forEach(script -> left.addAll(leave(script)));
    return left;
  }
}
