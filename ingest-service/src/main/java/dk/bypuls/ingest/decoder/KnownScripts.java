package dk.bypuls.ingest.decoder;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which scripts the worker knows. Guarded by the runner's lock. */
final class KnownScripts {

  private final Set<Script> known = new HashSet<>();
  private final List<Script> toForget = new ArrayList<>();

  /** A new worker knows none. */
  void clear() {
    known.clear();
  }

  /** A script that is called no more, once what waits for it is answered. */
  void forget(Script script) {
    toForget.add(script);
  }

  /** Those that it has to be told before these calls. */
  List<Script> news(List<Call> calls) {
    List<Script> news = new ArrayList<>();
    for (Call call : calls) {
      if (known.add(call.script())) {
        news.add(call.script());
      }
    }
    return news;
  }

  /** Those that it need not know any more. */
  List<Script> gone() {
    List<Script> gone = new ArrayList<>();
    toForget.removeIf(
        script ->
            script.waiting.isEmpty()
                && script.sent == 0
                && (!known.remove(script) || gone.add(script)));
    return gone;
  }
}
